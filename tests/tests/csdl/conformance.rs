//! Types checked against metadata. Types that conform pass, and each fault of other types is named
//! once, on its own line.

use std::panic;

use graph_csdl::{Metadata, assert_conforms};
use graph_model::{Flags, UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

const METADATA: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="core.xml">
    <edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/>
  </edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity" Abstract="true">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityType Name="house" BaseType="graph.entity">
        <Property Name="address" Type="graph.address"/>
        <Property Name="built" Type="Edm.Date"/>
        <Property Name="colours" Type="Collection(graph.colour)"/>
        <Property Name="doors" Type="Edm.Int32" Nullable="false"/>
        <Property Name="floors" Type="Edm.Byte">
          <Annotation Term="Core.Computed"/>
        </Property>
        <Property Name="photo" Type="Edm.Stream"/>
        <Property Name="plot" Type="Edm.String"/>
        <NavigationProperty Name="owner" Type="graph.entity"/>
        <NavigationProperty Name="rooms" Type="Collection(graph.room)" ContainsTarget="true"/>
      </EntityType>
      <EntityType Name="room" BaseType="graph.entity">
        <Property Name="area" Type="Edm.Double"/>
      </EntityType>
      <EntityType Name="kitchen" BaseType="graph.room">
        <Property Name="hobs" Type="Edm.Int32"/>
      </EntityType>
      <ComplexType Name="address">
        <Property Name="city" Type="Edm.String"/>
        <Property Name="street" Type="Edm.String"/>
      </ComplexType>
      <ComplexType Name="foreignAddress" BaseType="graph.address"/>
      <EnumType Name="colour">
        <Member Name="red" Value="0"/>
        <Member Name="green" Value="1"/>
        <Member Name="blue" Value="2"/>
      </EnumType>
      <EnumType Name="days" IsFlags="true">
        <Member Name="monday" Value="1"/>
        <Member Name="tuesday" Value="2"/>
      </EnumType>
      <Action Name="paint" IsBound="true">
        <Parameter Name="bindingParameter" Type="graph.house"/>
        <Parameter Name="Colour" Type="graph.colour" Nullable="false"/>
        <Parameter Name="coats" Type="Edm.Int32"/>
      </Action>
      <Action Name="paint" IsBound="true">
        <Parameter Name="bindingParameter" Type="Collection(graph.room)"/>
        <ReturnType Type="Collection(graph.room)"/>
      </Action>
      <Function Name="largest" IsBound="true">
        <Parameter Name="bindingParameter" Type="graph.house"/>
        <ReturnType Type="graph.room"/>
      </Function>
      <Function Name="largest" IsBound="true">
        <Parameter Name="bindingParameter" Type="graph.house"/>
        <Parameter Name="floor" Type="Edm.Int32"/>
        <ReturnType Type="graph.room"/>
      </Function>
      <Action Name="reset"/>
      <EntityContainer Name="service">
        <ActionImport Name="ResetAll" Action="graph.reset"/>
        <EntitySet Name="houses" EntityType="microsoft.graph.house"/>
      </EntityContainer>
      <Annotations Target="graph.house/plot">
        <Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/>
      </Annotations>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

fn metadata() -> Metadata {
    Metadata::from_xml(METADATA).unwrap()
}

/// Returns the lines that a failed assertion prints.
fn differences(assertion: impl FnOnce() + panic::UnwindSafe) -> Vec<String> {
    let error = panic::catch_unwind(assertion).unwrap_err();
    let message = error.downcast::<String>().unwrap();
    let mut lines = message.lines().map(str::to_owned);
    assert_eq!(lines.next().unwrap(), "the types differ from the metadata:");
    lines.collect()
}

mod right {
    use super::*;

    #[graph_entity(odata = "microsoft.graph.house", path = "/houses/{houseId}")]
    pub struct House {
        pub address: Option<AnyAddress>,
        pub built: Option<String>,
        pub colours: Vec<Colour>,
        #[graph(not_null)]
        pub doors: Option<i32>,
        #[graph(read_only)]
        pub floors: Option<u8>,
        #[graph(create_only)]
        pub plot: Option<String>,
        #[graph(navigation)]
        pub rooms: Vec<Room>,
    }

    #[graph_entity(
        odata = "microsoft.graph.room",
        path = "/houses/{houseId}/rooms/{roomId}"
    )]
    pub struct Room {
        pub area: Option<f64>,
    }

    #[graph_entity(
        odata = "microsoft.graph.kitchen",
        base = Room,
        path = "/houses/{houseId}/rooms/{roomId}/microsoft.graph.kitchen"
    )]
    pub struct Kitchen {
        pub hobs: Option<i32>,
    }

    #[graph_complex(odata = "microsoft.graph.address")]
    pub struct Address {
        pub city: Option<String>,
        pub street: Option<String>,
    }

    #[graph_complex(odata = "microsoft.graph.foreignAddress", base = Address)]
    pub struct ForeignAddress {}

    #[graph_union]
    pub enum AnyAddress {
        Address(Address),
        Foreign(ForeignAddress),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }

    #[graph_enum(odata = "microsoft.graph.colour")]
    pub enum Colour {
        Red,
        Green,
        Blue,
        #[graph(unknown)]
        Unknown(String),
    }

    #[graph_enum(odata = "microsoft.graph.days", flags)]
    pub enum Days {
        Monday,
        Tuesday,
        #[graph(unknown)]
        Unknown(String),
    }
}

#[test]
fn types_that_match_the_metadata_conform() {
    use self::right::*;
    assert_conforms!(
        metadata(),
        House,
        Room,
        Kitchen,
        Address,
        ForeignAddress,
        AnyAddress,
        Colour,
        Days,
    );
}

mod partial {
    use super::*;

    #[graph_entity(odata = "microsoft.graph.house")]
    pub struct House {
        pub built: Option<String>,
    }

    #[graph_enum(odata = "microsoft.graph.colour")]
    pub enum Colour {
        Red,
        #[graph(unknown)]
        Unknown(String),
    }

    #[graph_complex(odata = "microsoft.graph.address")]
    pub struct Address {}

    #[graph_union]
    pub enum AnyAddress {
        Address(Address),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }
}

#[test]
fn a_partial_type_may_leave_out_parts_of_the_metadata() {
    use self::partial::*;
    assert_conforms!(metadata(); partial House, Colour, Address, AnyAddress);
    assert_eq!(
        differences(|| assert_conforms!(metadata(), House, Colour, AnyAddress; partial Address)),
        [
            "microsoft.graph.house/address: missing property of type `microsoft.graph.address`",
            "microsoft.graph.house/colours: missing property of type `Collection(microsoft.graph.colour)`",
            "microsoft.graph.house/doors: missing property of type `Edm.Int32`",
            "microsoft.graph.house/floors: missing property of type `Edm.Byte`",
            "microsoft.graph.house/plot: missing property of type `Edm.String`",
            "microsoft.graph.colour/green: missing member",
            "microsoft.graph.colour/blue: missing member",
            "microsoft.graph.address: missing variant for `microsoft.graph.foreignAddress`",
        ]
    );
}

mod wrong {
    use super::*;

    #[graph_entity(odata = "microsoft.graph.house", path = "/house/{houseId}")]
    pub struct House {
        #[graph(navigation)]
        pub address: Option<right::Room>,
        pub bilt: Option<String>,
        pub chimneys: Option<i32>,
        pub colours: Option<right::Colour>,
        pub doors: Option<i32>,
        pub floors: Option<u8>,
        pub plot: Option<String>,
        pub rooms: Vec<right::Address>,
    }

    #[graph_entity(odata = "microsoft.graph.kitchen", path = "/houses/{houseId}/owner")]
    pub struct Kitchen {
        pub hobs: Option<i64>,
    }

    #[graph_entity(odata = "microsoft.graph.address", base = none, path = "/houses/{houseId}/rooms")]
    pub struct AddressEntity {}

    #[graph_entity(odata = "microsoft.graph.room", base = none, path = "/houses/{houseId}/rooms")]
    pub struct Room {
        pub id: Option<String>,
        pub area: f64,
    }

    #[graph_complex(odata = "microsoft.graph.adress")]
    pub struct Address {}

    #[graph_enum(odata = "microsoft.graph.colour", flags)]
    pub enum Colour {
        Red,
        Gren,
        #[graph(unknown)]
        Unknown(String),
    }

    #[graph_enum(odata = "microsoft.graph.days")]
    pub enum Days {
        #[graph(value = 3)]
        Monday,
        #[graph(value = 2)]
        Tuesday,
        #[graph(unknown)]
        Unknown(String),
    }
}

#[test]
fn a_string_that_says_what_it_holds_is_compared_with_the_metadata() {
    #[graph_entity(odata = "microsoft.graph.house")]
    pub struct Marked {
        #[graph(edm = Date)]
        pub built: Option<String>,
        #[graph(create_only, edm = Guid)]
        pub plot: Option<String>,
    }

    let found = differences(|| assert_conforms!(metadata(); partial Marked));
    assert_eq!(
        found,
        ["microsoft.graph.house/plot: wrong type: it is `Edm.String`, not `Edm.Guid`"]
    );
}

#[test]
fn each_fault_is_named_once_on_its_own_line() {
    use self::wrong::*;
    let found = differences(|| {
        assert_conforms!(
            metadata(),
            House,
            Kitchen,
            AddressEntity,
            Room,
            Address,
            Colour,
            Days
        );
    });
    assert_eq!(
        found,
        [
            "microsoft.graph.house/address: not a navigation property: remove `#[graph(navigation)]`",
            "microsoft.graph.house/bilt: unknown property, did you mean `built`?",
            "microsoft.graph.house/chimneys: unknown property",
            "microsoft.graph.house/colours: wrong multiplicity: it is a collection, not a single value",
            "microsoft.graph.house/doors: not nullable: it is never null, mark it `#[graph(not_null)]`",
            "microsoft.graph.house/floors: read-only: mark it `#[graph(read_only)]`",
            "microsoft.graph.house/plot: immutable after creation: mark it `#[graph(create_only)]`",
            "microsoft.graph.house/rooms: navigation property: mark it `#[graph(navigation)]`",
            "microsoft.graph.house: no containment gives the path `/house/{houseId}`: `house` is neither an entity set nor a singleton",
            "microsoft.graph.kitchen: wrong base: it extends `microsoft.graph.room`, not `microsoft.graph.entity`",
            "microsoft.graph.kitchen/hobs: wrong type: it is `Edm.Int32`, not `Edm.Int64`",
            "microsoft.graph.kitchen: no containment gives the path `/houses/{houseId}/owner`: `owner` of `microsoft.graph.house` contains no entities",
            "microsoft.graph.address: wrong kind: it is a complex type, not an entity type",
            "microsoft.graph.room: wrong base: it extends `microsoft.graph.entity`, not nothing",
            "microsoft.graph.room/id: key: mark it `#[graph(key)]`",
            "microsoft.graph.room/area: nullable: it may be null, make it an `Option`",
            "microsoft.graph.room: no containment gives the path `/houses/{houseId}/rooms`: it leads to a collection of `microsoft.graph.room`, a key is missing",
            "microsoft.graph.adress: unknown type, did you mean `microsoft.graph.address`?",
            "microsoft.graph.colour: not flags: a value is a single member, remove `flags`",
            "microsoft.graph.colour/red: wrong value: it is 0, not 1",
            "microsoft.graph.colour/gren: unknown member, did you mean `green`?",
            "microsoft.graph.colour/blue: missing member",
            "microsoft.graph.days: flags: a value is a set of members, write `flags`",
            "microsoft.graph.days/monday: wrong value: it is 1, not 3",
        ]
    );
}

#[graph_entity(odata = "microsoft.graph.house")]
pub struct OtherShapes {
    pub address: Option<right::ForeignAddress>,
    pub built: Option<serde_json::Value>,
    pub colours: Vec<Flags<right::Days>>,
    pub doors: i32,
}

#[test]
fn a_type_that_cannot_hold_the_declared_values_is_named() {
    // A derived type cannot hold every value of the declared type. A type for any JSON can.
    assert_eq!(
        differences(|| assert_conforms!(metadata(); partial OtherShapes)),
        [
            "microsoft.graph.house/address: wrong type: it is `microsoft.graph.address`, not `microsoft.graph.foreignAddress`",
            "microsoft.graph.house/colours: wrong type: it is `microsoft.graph.colour`, not `microsoft.graph.days`",
        ]
    );
}

mod operations {
    use super::right::{Colour, House, Room};
    use super::{differences, metadata};
    use graph_csdl::assert_conforms;
    use graph_model::{graph_action, graph_function};

    #[graph_action(odata = "microsoft.graph.paint", on = House)]
    struct Paint {
        // Letter case does not count.
        colour: Colour,
        coats: Option<i32>,
    }

    #[graph_action(odata = "microsoft.graph.paint", on = Collection<Room>, returns = Vec<Room>)]
    struct PaintAll;

    #[graph_function(odata = "microsoft.graph.largest", on = House, returns = Room)]
    struct Largest;

    #[graph_function(odata = "microsoft.graph.largest", on = House, returns = Room)]
    struct LargestOnFloor {
        floor: Option<i32>,
    }

    #[graph_action(odata = "microsoft.graph.ResetAll")]
    struct Reset;

    #[test]
    fn overloads_are_told_apart_by_their_binding_and_their_parameters() {
        assert_conforms!(metadata(), Paint, PaintAll, Largest, LargestOnFloor, Reset);
    }

    #[graph_action(odata = "microsoft.graph.paint", on = House, returns = bool)]
    struct Wrong {
        colour: i32,
        coat: Option<i32>,
    }

    #[graph_action(odata = "microsoft.graph.paint", on = Room)]
    struct WrongBinding;

    #[graph_action(odata = "microsoft.graph.largest", on = House, returns = Room)]
    struct WrongKind;

    #[graph_function(odata = "microsoft.graph.largest", on = House, returns = Vec<House>)]
    struct WrongResult;

    #[graph_action(odata = "microsoft.graph.pain", on = House)]
    struct Unknown;

    #[graph_action(odata = "microsoft.graph.paint", on = House)]
    struct Partial {
        colour: Colour,
    }

    #[test]
    fn each_fault_of_an_operation_is_named_once() {
        let found = differences(|| {
            assert_conforms!(
                metadata(),
                Wrong,
                WrongBinding,
                WrongKind,
                WrongResult,
                Unknown,
                Partial
            );
        });
        assert_eq!(
            found,
            [
                "microsoft.graph.paint/colour: wrong type: it is `microsoft.graph.colour`, not `Edm.Int32`",
                "microsoft.graph.paint/coat: unknown parameter, did you mean `coats`?",
                "microsoft.graph.paint: wrong result: it returns nothing, remove `returns`",
                "microsoft.graph.paint: wrong binding: it is bound to `microsoft.graph.house` or `Collection(microsoft.graph.room)`",
                "microsoft.graph.largest: wrong kind: it is a function, not an action",
                "microsoft.graph.largest/returns: wrong type: it is `microsoft.graph.room`, not `microsoft.graph.house`",
                "microsoft.graph.largest/returns: wrong multiplicity: it is a single value, not a collection",
                "microsoft.graph.pain: unknown operation, did you mean `microsoft.graph.paint`?",
                "microsoft.graph.paint/coats: missing parameter of type `Edm.Int32`",
            ]
        );
        assert_conforms!(metadata(); partial Partial);
    }
}
