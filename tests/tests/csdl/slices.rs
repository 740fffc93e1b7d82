//! The decisions of an author: what they change in generated source, and how mistakes in them are
//! reported.

use std::env;
use std::path::Path;

use graph_csdl::{Generator, Metadata, Slice};
use graph_model_tests::chain;

const SERVICE: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="party">
  <Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="name" Type="Edm.String"/>
</EntityType>
<EntityType Name="person" BaseType="contoso.party">
  <Property Name="displayName" Type="Edm.String"/>
  <Property Name="created" Type="Edm.DateTimeOffset"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>
  <Property Name="home" Type="contoso.place"/>
  <NavigationProperty Name="friends" Type="Collection(contoso.party)"/>
  <NavigationProperty Name="car" Type="contoso.vehicle" ContainsTarget="true"/>
</EntityType>
<EntityType Name="company" BaseType="contoso.party"/>
<EntityType Name="vehicle">
  <Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <NavigationProperty Name="maker" Type="contoso.company"/>
</EntityType>
<ComplexType Name="place"><Property Name="city" Type="Edm.String"/></ComplexType>
<EnumType Name="colour"><Member Name="red"/><Member Name="blue"/></EnumType>
<Action Name="greet" IsBound="true"><Parameter Name="person" Type="contoso.person"/></Action>
<Action Name="move" IsBound="true">
  <Parameter Name="person" Type="contoso.person"/><Parameter Name="to" Type="contoso.place"/>
</Action>
<Action Name="honk" IsBound="true"><Parameter Name="vehicle" Type="contoso.vehicle"/></Action>
<EntityContainer Name="container">
  <EntitySet Name="parties" EntityType="contoso.party"/>
  <EntitySet Name="people" EntityType="contoso.person"/>
  <Singleton Name="me" Type="contoso.person"/>
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn metadata() -> Metadata {
    Metadata::from_xml(SERVICE).unwrap()
}

fn source(slice: &str) -> String {
    let slice = Slice::from_toml(slice).unwrap();
    Generator::of_slice(&metadata(), slice).to_source().unwrap()
}

fn refusal(slice: &str) -> String {
    let slice = Slice::from_toml(slice).unwrap();
    let error = Generator::of_slice(&metadata(), slice).to_source();
    chain(&error.unwrap_err())
}

/// The names of the structs and enums.
fn declared(source: &str) -> Vec<&str> {
    let lines = source.lines();
    let items = lines.filter_map(|line| {
        let rest = line.strip_prefix("pub struct ");
        rest.or_else(|| line.strip_prefix("pub enum "))
    });
    items
        .map(|item| item.trim_end_matches([' ', '{', '}', ';']))
        .collect()
}

/// An item of the source, without the documentation and the attributes before it.
fn item<'s>(source: &'s str, start: &str) -> &'s str {
    let item = &source[source.find(start).unwrap()..];
    &item[..item.find("\n}\n").unwrap() + 2]
}

#[test]
fn a_union_has_the_named_types_and_keeps_the_others_as_unknown() {
    // `party` has two derived types, and one of them is named.
    let source = source("[types.\"contoso.person\"]\noperations = []\n");
    assert_eq!(declared(&source), ["Party", "AnyParty", "Person", "Place"]);
    assert_eq!(
        item(&source, "#[graph_union]"),
        "#[graph_union]\n\
         #[derive(Clone, Debug, PartialEq)]\n\
         #[non_exhaustive]\n\
         pub enum AnyParty {\n    \
             Party(Box<Party>),\n    \
             Person(Box<Person>),\n    \
             #[graph(unknown)]\n    \
             Unknown(UnknownObject),\n\
         }"
    );
    assert!(
        source.contains("pub friends: Option<Vec<AnyParty>>,"),
        "{source}"
    );
    assert!(
        source.contains("pub car: Option<UnknownObject>,"),
        "{source}"
    );
}

#[test]
fn one_more_type_adds_a_variant_and_changes_no_field() {
    let before = source("include = [\"contoso.person\"]");
    let after = source("include = [\"contoso.person\", \"contoso.company\"]");
    assert_eq!(
        item(&before, "pub struct Person"),
        item(&after, "pub struct Person")
    );
    assert!(item(&after, "pub enum AnyParty").contains("    Company(Box<Company>),\n"));
    // The base alone is held in a union as well, because a value may be of a derived type.
    let base = source("include = [\"contoso.party\", \"contoso.vehicle\"]\ndepth = 0");
    assert_eq!(declared(&base), ["Party", "Vehicle", "VehicleHonk"]);
}

#[test]
fn derived_types_and_relationships_are_included_on_request() {
    let all = source("[types.\"contoso.party\"]\nderived = true");
    assert_eq!(
        declared(&all),
        [
            "Party",
            "AnyParty",
            "Person",
            "Company",
            "Place",
            "PersonGreet",
            "PersonMove"
        ]
    );
    let near = source("include = [\"contoso.vehicle\"]\ndepth = 1");
    assert_eq!(
        declared(&near),
        ["Party", "AnyParty", "Company", "Vehicle", "VehicleHonk"]
    );
    let nearer = source("include = [\"contoso.vehicle\"]");
    assert_eq!(declared(&nearer), ["Vehicle", "VehicleHonk"]);
}

#[test]
fn derived_types_stay_away_if_the_author_says_so() {
    let metadata = Metadata::from_xml(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="shape"/>
<ComplexType Name="circle" BaseType="contoso.shape"/>
<ComplexType Name="square" BaseType="contoso.shape"/>
<ComplexType Name="drawing"><Property Name="main" Type="contoso.shape"/></ComplexType>
<Action Name="draw"><Parameter Name="what" Type="contoso.shape"/></Action>
<EntityContainer Name="container"><ActionImport Name="draw" Action="contoso.draw"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#,
    )
    .unwrap();
    let source = |slice: &str| {
        let slice = Slice::from_toml(slice).unwrap();
        Generator::of_slice(&metadata, slice).to_source().unwrap()
    };
    let all = ["Shape", "AnyShape", "Circle", "Square"];
    for root in [
        "include = [\"contoso.drawing\"]\n",
        "[operations.\"contoso.draw\"]\n",
    ] {
        let with = source(root);
        assert!(all.iter().all(|name| declared(&with).contains(name)));
        let without = source(&format!("{root}[types.\"contoso.shape\"]\nderived = false"));
        let names = declared(&without);
        assert_eq!(names[..2], ["Shape", "AnyShape"], "{names:?}");
        assert!(!names.contains(&"Circle") && !names.contains(&"Square"));
    }
}

#[test]
fn an_excluded_type_is_not_generated_and_its_values_are_untyped() {
    let all = source("everything = true\nexclude = [\"contoso.place\", \"contoso.vehicle\"]");
    let names = declared(&all);
    assert!(
        !names.contains(&"Place") && !names.contains(&"Vehicle") && !names.contains(&"VehicleHonk")
    );
    assert!(all.contains("pub home: Option<UnknownObject>,"), "{all}");
    let some = source("include = [\"contoso.person\"]\nexclude = [\"contoso.place\"]");
    assert_eq!(
        declared(&some),
        ["Party", "AnyParty", "Person", "PersonGreet"]
    );
    // A member of an enumeration is a string in JSON.
    let metadata = SERVICE.replace(
        "Name=\"city\" Type=\"Edm.String\"",
        "Name=\"city\" Type=\"contoso.colour\"",
    );
    let metadata = Metadata::from_xml(&metadata).unwrap();
    let slice =
        Slice::from_toml("include = [\"contoso.place\"]\nexclude = [\"contoso.colour\"]").unwrap();
    let source = Generator::of_slice(&metadata, slice).to_source().unwrap();
    assert!(source.contains("pub city: Option<String>,"), "{source}");
}

#[test]
fn properties_names_and_marks_are_the_authors_choice() {
    let source = source(
        r#"
        [types."contoso.person"]
        name = "Human"
        properties = ["id", "displayName", "created"]
        rename = { displayName = "label" }
        read_only = ["displayName"]
        writable = ["created"]
        operations = ["greet"]

        [types."contoso.colour"]
        rename = { red = "Crimson" }

        [types."contoso.vehicle"]
        omit = ["maker"]
        operations = []

        [operations."contoso.greet(contoso.person)"]
        name = "Greet"
        "#,
    );
    assert_eq!(
        item(&source, "pub struct Human"),
        "pub struct Human {\n    \
             #[graph(name = \"displayName\", read_only)]\n    \
             pub label: Option<String>,\n    \
             #[graph(edm = DateTimeOffset)]\n    \
             pub created: Option<String>,\n\
         }"
    );
    assert_eq!(
        item(&source, "pub struct Vehicle"),
        "pub struct Vehicle {\n    \
             /// The version that was read.\n    \
             #[graph(annotation = \"@odata.etag\")]\n    \
             pub etag: Option<String>,\n    \
             #[graph(key)]\n    \
             pub id: Option<String>,\n\
         }"
    );
    assert!(
        source.contains("    #[graph(name = \"red\")]\n    Crimson,\n    Blue,\n"),
        "{source}"
    );
    assert!(
        source.contains("#[graph_action(odata = \"contoso.greet\", on = Human)]"),
        "{source}"
    );
    assert_eq!(
        declared(&source),
        ["Party", "AnyParty", "Human", "Vehicle", "Colour", "Greet"]
    );
}

#[test]
fn paths_and_permissions_are_the_authors_choice() {
    let source = source(
        r#"
        keys = "segment"

        [types."contoso.person"]
        paths = ["/people/{id}", "/me"]
        permissions = { delegated = ["People.Read"] }

        [types."contoso.party"]
        paths = []
        "#,
    );
    let arguments = item(&source, "#[graph_entity(\n    odata = \"contoso.person\"");
    assert!(
        arguments.starts_with(
            "#[graph_entity(\n    \
                 odata = \"contoso.person\",\n    \
                 base = Party,\n    \
                 path = \"/people/{id}\",\n    \
                 paths(MePath = \"/me\"),\n    \
                 permissions(\n        \
                     delegated = [\"People.Read\"]\n    \
                 )\n\
             )]\n"
        ),
        "{arguments}"
    );
    assert!(
        source.contains("#[graph_entity(odata = \"contoso.party\", base = none)]"),
        "{source}"
    );
}

#[test]
fn a_type_may_be_elsewhere() {
    let source = source(
        r#"
        include = ["contoso.person"]

        [types."contoso.party"]
        elsewhere = "crate::shared::Party"

        [types."contoso.place"]
        elsewhere = "crate::by_hand::Place"
        "#,
    );
    assert_eq!(
        declared(&source),
        ["AnyParty", "Person", "PersonGreet", "PersonMove"]
    );
    for line in [
        "    base = crate::shared::Party,",
        "    pub home: Option<crate::by_hand::Place>,",
        "    Party(Box<crate::shared::Party>),",
        "/// A [`Party`](crate::shared::Party) or a type derived from it.",
        "    pub to: Option<crate::by_hand::Place>,",
    ] {
        assert!(
            source.lines().any(|found| found == line),
            "{line}\n{source}"
        );
    }
}

#[test]
fn the_operations_of_a_type_that_is_elsewhere_are_there_as_well() {
    let source = source(
        "include = [\"contoso.vehicle\"]\n[types.\"contoso.person\"]\nelsewhere = \"people::Person\"",
    );
    assert_eq!(declared(&source), ["Vehicle", "VehicleHonk"]);
}

#[test]
fn the_order_of_the_document_does_not_decide_about_names() {
    let file = r#"<ComplexType Name="file"/>"#;
    let properties = r#"<ComplexType Name="fileProperties"/>"#;
    let names = |first: &str, second: &str| {
        let text = SERVICE.replace(
            "<ComplexType Name=\"place\">",
            &format!("{first}{second}<ComplexType Name=\"place\">"),
        );
        let metadata = Metadata::from_xml(&text).unwrap();
        let source = Generator::new(&metadata).to_source().unwrap();
        let mut names: Vec<String> = declared(&source)
            .into_iter()
            .filter(|name| name.starts_with("File"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    };
    // `FileProperties` is a companion of `File`.
    let expected = ["File", "FilePropertiesType"];
    assert_eq!(names(file, properties), expected);
    assert_eq!(names(properties, file), expected);
}

#[test]
fn the_namespace_of_the_outermost_module_can_be_fixed() {
    let with_another = SERVICE.replace(
        "</Schema>",
        "</Schema><Schema Namespace=\"other.things\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <ComplexType Name=\"x\"/></Schema>",
    );
    let metadata = Metadata::from_xml(&with_another).unwrap();
    let source = |slice: &str| {
        let slice = Slice::from_toml(slice).unwrap();
        Generator::of_slice(&metadata, slice).to_source().unwrap()
    };
    let fixed = source("root = \"contoso\"");
    assert!(fixed.contains("\npub struct Person {"), "{fixed}");
    assert!(
        fixed.contains("\npub mod other {\n    /// Types of `other.things`.\n    pub mod things {"),
        "{fixed}"
    );
    assert!(source("").contains("\npub mod contoso {"));
}

#[test]
fn everything_can_be_generated_with_decisions_about_some_types() {
    let source = source(
        "everything = true\n[types.\"contoso.person\"]\nomit = [\"home\"]\noperations = [\"greet\"]",
    );
    assert_eq!(
        declared(&source),
        [
            "Party",
            "AnyParty",
            "Person",
            "Company",
            "Vehicle",
            "Place",
            "Colour",
            "PersonGreet",
            "VehicleHonk"
        ]
    );
    assert!(!source.contains("pub home"), "{source}");
}

#[test]
fn the_decisions_in_the_readme_can_be_read() {
    let readme = include_str!("../../../graph-model/csdl/README.md");
    let examples: Vec<&str> = readme
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let slice = Slice::from_toml(example).unwrap();
        assert_eq!(slice.metadata().len(), 1);
        let Some(corpus) = env::var_os("GRAPH_CORPUS") else {
            println!("GRAPH_CORPUS is not set, the example was not generated");
            continue;
        };
        let metadata = Metadata::from_file(Path::new(&corpus).join("graph-v1.0.csdl")).unwrap();
        Generator::of_slice(&metadata, slice).to_source().unwrap();
    }
}

/// Decisions with mistakes, and the messages.
const MISTAKES: &[(&str, &str)] = &[
    (
        "exclude = [\"contoso.persn\"]",
        "the metadata declares no type `contoso.persn`, did you mean `contoso.person`?",
    ),
    (
        "exclude = [\"contoso.party\"]",
        "`contoso.party`: it is excluded, but `contoso.person` derives from it; \
             `contoso.party`: it is excluded, but `contoso.company` derives from it",
    ),
    (
        "include = [\"contoso.place\"]\nexclude = [\"contoso.place\"]",
        "`contoso.place`: it is excluded and named as well",
    ),
    (
        "include = [\"contoso.persn\"]",
        "the metadata declares no type `contoso.persn`, did you mean `contoso.person`?",
    ),
    (
        "[types.\"contoso.persn\"]",
        "the metadata declares no type `contoso.persn`, did you mean `contoso.person`?",
    ),
    (
        "[types.\"contoso.person\"]\nomit = [\"displayNam\"]",
        "the metadata declares no property `contoso.person/displayNam`, did you mean `displayName`?",
    ),
    (
        "[types.\"contoso.person\"]\nread_only = [\"name\"]",
        "`contoso.person/name` is inherited: move the decision to `[types.\"contoso.party\"]`",
    ),
    (
        "[types.\"contoso.person\"]\noperations = [\"gret\"]",
        "the metadata declares no action or function `gret(contoso.person)`, did you mean `greet`?",
    ),
    (
        "[types.\"contoso.person\"]\nname = \"human being\"",
        "`human being` cannot name `contoso.person`: choose the name of a Rust type that no other item has",
    ),
    (
        "[types.\"contoso.person\"]\nname = \"Same\"\n[types.\"contoso.party\"]\nname = \"Same\"",
        "`Same` cannot name `contoso.person`: choose the name of a Rust type that no other item has",
    ),
    (
        "[types.\"contoso.person\"]\nrename = { displayName = \"a b\" }",
        "`contoso.person`: `a b` is not a name in Rust",
    ),
    (
        "[types.\"contoso.person\"]\nelsewhere = \"not a path\"",
        "`contoso.person`: `not a path` is not the path of a type, write one such as `crate::shared::User`",
    ),
    (
        "[types.\"contoso.person\"]\nelsewhere = \"super::Person\"",
        "`contoso.person`: `super::Person` is not the path of a type, write one such as `crate::shared::User`",
    ),
    (
        "[types.\"contoso.person\"]\nelsewhere = \"crate::Person\"\nomit = [\"home\"]",
        "`contoso.person`: it is elsewhere, so nothing else can be decided about it",
    ),
    (
        "[types.\"contoso.person\"]\nread_only = [\"home\"]\nwritable = [\"home\"]\nomit = [\"displayName\"]\nrename = { displayName = \"label\" }",
        "`contoso.person`: `home` is both `read_only` and `writable`; \
             `contoso.person`: `displayName` is left out, and `rename` names it",
    ),
    (
        "[types.\"contoso.person\"]\nrename = { displayName = \"home\" }",
        "`contoso.person`: `home` is the name of two members",
    ),
    (
        "[types.\"contoso.party\"]\nomit = [\"id\"]",
        "`contoso.party`: `id` is its key, which is always generated",
    ),
    (
        "[types.\"contoso.colour\"]\nomit = [\"red\"]\npaths = []",
        "`contoso.colour`: it is an enumeration, which has no `paths`; \
             `contoso.colour`: it is an enumeration, which has no `omit`",
    ),
    (
        "[types.\"contoso.place\"]\npermissions = { delegated = [\"x\"] }",
        "`contoso.place`: it is a complex type, which has no `permissions`",
    ),
    (
        "[types.\"contoso.place\"]\nname = \"Vehicle\"",
        "`Vehicle` cannot name `contoso.place`: choose the name of a Rust type that no other item has",
    ),
    (
        "use = [\"jiff\", \"time\"]",
        "`use`: only one of `jiff`, `chrono` and `time` can hold dates",
    ),
    (
        "[operations.\"contoso.greet(contoso.party)\"]",
        "the metadata declares no action or function `contoso.greet(contoso.party)`, did you mean `contoso.greet(contoso.person)`?",
    ),
    (
        "everything = true\n[areas]\nfull = [\"people\"]",
        "`areas.full`: it cannot be the name of an area; use letters, digits and `-`",
    ),
    (
        "everything = true\n[areas]\n1x = [\"people\"]",
        "`areas.1x`: it cannot be the name of an area; use letters, digits and `-`",
    ),
    (
        "everything = true\n[areas]\na = [\"people\"]\nb = [\"people\"]",
        "`areas.b`: `people` is in another area as well",
    ),
    (
        "[types.\"contoso.person\"]\npaths = [\"/cars/{id}\"]",
        "`contoso.person`: the path `/cars/{id}` does not lead to it: `cars` is neither an entity set nor a singleton",
    ),
    (
        "everything = true\n[areas]\npeople = [\"persons\"]",
        "`areas.people`: `persons` is neither an entity set nor a singleton",
    ),
];

#[test]
fn a_mistake_in_a_decision_is_named() {
    for (slice, expected) in MISTAKES {
        assert_eq!(refusal(slice), *expected, "{slice}");
    }
    let error = Slice::from_toml("[types.\"contoso.person\"]\nname = 1").unwrap_err();
    assert!(
        chain(&error).starts_with("the decisions have a mistake: TOML parse error at line 2"),
        "{}",
        chain(&error)
    );
}
