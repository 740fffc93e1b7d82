//! Source generated from a metadata document: it has the expected content, it compiles, and it
//! conforms.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use graph_csdl::assert_conforms;
use graph_csdl::{ComplexTag, Extent, Generator, Metadata, ValueFeature, drift};

mod expected;

fn metadata() -> Metadata {
    Metadata::from_xml(include_str!("service.xml")).unwrap()
}

fn folder() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/csdl/generation"
    ))
}

/// Returns whether rustfmt, with the defaults of the edition, has nothing to change.
fn is_formatted(file: &Path) -> bool {
    let rustfmt = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--config-path", "/dev/null"])
        .arg(file)
        .output()
        .unwrap();
    print!("{}", String::from_utf8_lossy(&rustfmt.stdout));
    rustfmt.status.success()
}

/// `expected.rs` is a module of this test, so it compiles, and without warnings where CI denies
/// them.
#[test]
fn generated_source_is_what_an_author_would_have_written() {
    let source = Generator::new(&metadata()).to_source().unwrap();
    let file = folder().join("expected.rs");
    if env::var_os("GRAPH_BLESS").is_some() {
        fs::write(&file, &source).unwrap();
    }
    assert_eq!(source, fs::read_to_string(&file).unwrap());
    assert!(is_formatted(&file));
}

#[test]
fn generated_types_conform_without_edits() {
    use expected::*;
    assert_conforms!(
        metadata(),
        Vehicle,
        AnyVehicle,
        Car,
        SportsCar,
        Repair,
        Garage,
        Leg,
        AnyLeg,
        Detour,
        LegPatchType,
        LegPropertiesType,
        OptionType,
        Reason,
        Weekday,
        SelfType,
        Temperature,
        people::Driver,
        people::Leg,
        std_module::mod_::Tyre,
        AnyCar,
        VehicleHonk,
        VehicleDrive,
        CarCollectionDrive,
        CloseDown,
        VehicleCollectionNearby,
        VehicleCollectionNearbyWithPointAndWithin,
        VehicleLog,
    );
    let (types, drifts) = drift(&metadata(), &folder().join("expected.rs"), Extent::Whole).unwrap();
    assert_eq!((types, drifts), (27, Vec::new()));
}

#[test]
fn a_type_is_generated_with_only_the_types_that_it_needs() {
    let source = Generator::new(&metadata())
        .types(["contoso.fleet.leg"])
        .to_source()
        .unwrap();
    let file: Vec<&str> = source
        .lines()
        .filter(|line| line.starts_with("pub "))
        .collect();
    assert_eq!(
        file,
        [
            "pub struct Leg {",
            "pub enum AnyLeg {",
            "pub struct Detour {",
            "pub enum Reason {",
        ]
    );
}

/// The declarations of structs, enums and unions in generated source.
fn declarations(source: &str) -> Vec<&str> {
    let lines = source.lines();
    let items = lines.filter_map(|line| {
        let rest = line.strip_prefix("pub struct ");
        rest.or_else(|| line.strip_prefix("pub enum "))
    });
    items
        .map(|item| item.trim_end_matches([';', '{', '}', ' ']))
        .collect()
}

#[test]
fn an_operation_is_generated_with_the_types_that_it_needs() {
    let metadata = metadata();
    let source = Generator::new(&metadata)
        .operations(["contoso.fleet.log"])
        .to_source()
        .unwrap();
    let log = declarations(&source);
    for needed in ["Vehicle", "Reason", "VehicleLog"] {
        assert!(log.contains(&needed), "{needed}: {log:?}");
    }
    for other in ["Car", "VehicleDrive"] {
        assert!(!log.contains(&other), "{other}: {log:?}");
    }

    // Of two overloads, the one that is bound to this type.
    let source = Generator::new(&metadata)
        .operations(["contoso.fleet.drive(Collection(contoso.fleet.car))"])
        .to_source()
        .unwrap();
    let drive = declarations(&source);
    assert!(drive.contains(&"CarCollectionDrive"), "{drive:?}");
    assert!(!drive.contains(&"VehicleDrive"), "{drive:?}");

    let error = Generator::new(&metadata)
        .operations(["contoso.fleet.dive"])
        .to_source()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the metadata declares no action or function `contoso.fleet.dive`, did you mean `contoso.fleet.drive`?"
    );
}

#[test]
fn a_named_type_comes_with_its_operations_whose_types_are_generated() {
    let source = Generator::new(&metadata())
        .types(["contoso.fleet.vehicle"])
        .to_source()
        .unwrap();
    let found = declarations(&source);
    assert!(found.contains(&"VehicleHonk"), "{found:?}");
    // `Car` is needed for `log` and `nearby`, and nothing else needs it.
    assert!(!found.contains(&"VehicleCollectionNearby"), "{found:?}");
}

#[test]
fn related_entities_without_a_generated_type_are_unknown_objects() {
    let source = Generator::new(&metadata())
        .types(["contoso.fleet.vehicle"])
        .to_source()
        .unwrap();
    let fields: Vec<&str> = source
        .lines()
        .filter(|line| line.contains("UnknownObject>"))
        .collect();
    assert_eq!(
        fields,
        [
            "    pub garage: Option<UnknownObject>,",
            "    pub repairs: Option<Vec<UnknownObject>>,",
        ]
    );
}

#[test]
fn features_and_tags_are_the_authors_choice() {
    let source = Generator::new(&metadata())
        .types(["contoso.fleet.car"])
        .complex_tag(ComplexTag::Bare)
        .with(ValueFeature::Jiff)
        .with(ValueFeature::RustDecimal)
        .to_source()
        .unwrap();
    for line in [
        "    pub at_property: Option<jiff::Timestamp>,",
        "    pub price: Option<rust_decimal::Decimal>,",
        "#[graph_complex(odata = \"contoso.fleet.leg\", tag = bare)]",
    ] {
        assert!(
            source.lines().any(|found| found == line),
            "{line}\n{source}"
        );
    }
}

#[test]
fn a_folder_has_a_file_for_each_namespace() {
    let files = Generator::new(&metadata()).to_folder().unwrap();
    let names: Vec<String> = files
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(
        names,
        [
            "mod.rs",
            "people.rs",
            "std_module/mod.rs",
            "std_module/mod_.rs"
        ]
    );
    let without_lints = |file: &str| {
        let (docs, rest) = file.split_once("#![allow(\n").unwrap();
        let (_, code) = rest.split_once(")]\n\n").unwrap();
        [docs, code].concat()
    };
    assert!(without_lints(&files[0].1).starts_with(
        "//! Types of `contoso.fleet`.\n\npub mod people;\npub mod std_module;\n\nuse "
    ));
    assert!(
        without_lints(&files[1].1).starts_with(
            "//! Types of `contoso.fleet.people`.\n\nuse graph_model::graph_complex;\n"
        )
    );
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generation");
    let metadata = metadata();
    let generator = Generator::new(&metadata).overwrite(true);
    generator.write(&out).unwrap();
    assert!(is_formatted(&out.join("mod.rs")));
}

#[test]
fn documentation_says_what_queries_cannot_do() {
    let restrictions = |record: &str| {
        format!(
            r#"<Annotation Term="Org.OData.Capabilities.V1.FilterRestrictions"><Record>{record}</Record></Annotation>
               <Annotation Term="Capabilities.SortRestrictions"><Record>{}</Record></Annotation>"#,
            record.replace("Filter", "Sort")
        )
    };
    let listed = r#"<PropertyValue Property="Filterable" Bool="true"/><PropertyValue Property="NonFilterableProperties">
        <Collection><PropertyPath>colour</PropertyPath><PropertyPath> seats </PropertyPath><PropertyPath>gone</PropertyPath></Collection>
        </PropertyValue>"#;
    let document = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:Reference Uri="capabilities.xml"><edmx:Include Namespace="Org.OData.Capabilities.V1" Alias="Capabilities"/></edmx:Reference>
        <edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityType Name="car">
            <Key><PropertyRef Name="plate"/></Key>
            <Property Name="plate" Type="Edm.String" Nullable="false"/>
            <Property Name="colour" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="The paint."/></Property>
            <Property Name="seats" Type="Edm.Int32"/>
            <NavigationProperty Name="trips" Type="Collection(contoso.trip)"/>
          </EntityType>
          <EntityType Name="trip">
            <Key><PropertyRef Name="plate"/></Key>
            <Property Name="plate" Type="Edm.String" Nullable="false"/>
          </EntityType>
          <EntityContainer Name="Container">
            <EntitySet Name="cars" EntityType="contoso.car">{}</EntitySet>
            <EntitySet Name="trips" EntityType="contoso.trip"/>
          </EntityContainer>
          <Annotations Target="contoso.car/trips"><Annotation Term="Org.OData.Capabilities.V1.SortRestrictions">
            <Record><PropertyValue Property="Sortable"><Bool>false</Bool></PropertyValue></Record></Annotation></Annotations>
          <Annotations Target="contoso.Container/trips">{}</Annotations>
        </Schema>
        </edmx:DataServices></edmx:Edmx>"#,
        restrictions(listed),
        restrictions(r#"<PropertyValue Property="Filterable" Bool="false"/>"#),
    );
    let metadata = Metadata::from_xml(&document).unwrap();
    let source = Generator::new(&metadata).to_source().unwrap();
    for documented in [
        "    /// The paint.\n    ///\n    /// Queries cannot filter or sort by it.\n    pub colour",
        "    /// Queries cannot filter or sort by it.\n    pub seats",
        "    /// Queries cannot sort the entities that it leads to.\n    #[graph(navigation",
        "/// `contoso.trip`\n///\n/// Queries cannot filter or sort collections of this type.\n#[graph_entity(",
    ] {
        assert!(source.contains(documented), "{documented}\n\n{source}");
    }
    assert_eq!(source.matches("Queries cannot").count(), 4);
}

#[test]
fn an_undeclared_type_is_named_with_the_closest_match() {
    let error = Generator::new(&metadata())
        .types(["contoso.fleet.cat"])
        .to_source()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the metadata declares no type `contoso.fleet.cat`, did you mean `contoso.fleet.car`?"
    );
}

#[test]
fn a_collection_of_bytes_holds_numbers() {
    let document = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
        <edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <ComplexType Name="frame">
            <Property Name="bytes" Type="Collection(Edm.Byte)" Nullable="false"/>
            <Property Name="level" Type="Edm.Byte"/>
          </ComplexType>
        </Schema></edmx:DataServices></edmx:Edmx>"#;
    let metadata = Metadata::from_xml(document).unwrap();
    let source = Generator::new(&metadata).to_source().unwrap();
    assert!(source.contains("pub bytes: Option<Vec<i16>>,"), "{source}");
    assert!(source.contains("pub level: Option<u8>,"), "{source}");
}

#[test]
fn a_property_of_an_undeclared_type_holds_any_json() {
    let text = include_str!("service.xml")
        .replace("Type=\"self.reason\"", "Type=\"other.reason\"")
        .replace(
            "Type=\"Collection(self.repair)\"",
            "Type=\"Collection(other.repair)\"",
        );
    let metadata = Metadata::from_xml(&text).unwrap();
    let warnings: Vec<String> = metadata
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    let warning = |target: &str, ty: &str| {
        format!(
            "`contoso.fleet.{target}` is of type `other.{ty}`, which no document declares, so its value can be any JSON"
        )
    };
    assert_eq!(
        warnings,
        [
            warning("vehicle/repairs", "repair"),
            warning("detour/reason", "reason"),
            warning("drive/type", "reason"),
            warning("log/reason", "reason"),
        ]
    );
    let source = Generator::new(&metadata).to_source().unwrap();
    for field in [
        "pub reason: Option<RawJson>,",
        "pub repairs: Option<Vec<UnknownObject>>,",
    ] {
        assert!(source.contains(field), "{field}\n{source}");
    }
}

#[test]
fn drift_is_reported_at_the_line_of_the_source() {
    let source = fs::read_to_string(folder().join("expected.rs")).unwrap();
    let drifted = source
        .replace("pub doors: Option<u8>", "pub dors: Option<u8>")
        .replace("    RoadWorks,\n", "");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drifted.rs");
    fs::write(&file, &drifted).unwrap();
    let (_, drifts) = drift(&metadata(), &file, Extent::Whole).unwrap();
    let line = |text: &str| {
        1 + drifted
            .lines()
            .position(|line| line.contains(text))
            .unwrap()
    };
    let lines: Vec<String> = drifts.iter().map(ToString::to_string).collect();
    let at = |line: usize, what: &str| format!("{}:{line}: contoso.fleet.{what}", file.display());
    assert_eq!(
        lines,
        [
            at(
                line("pub dors:"),
                "car/dors: unknown property, did you mean `doors`?"
            ),
            at(line("pub enum Reason"), "reason/roadWorks: missing member"),
        ]
    );
}
