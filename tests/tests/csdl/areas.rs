//! Areas: the types of a large service, split into features of a package.

use std::fs;
use std::path::{Path, PathBuf};

use graph_csdl::{Generator, Metadata, Slice};
use graph_model_tests::chain;

fn school() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk/school")
}

fn metadata() -> Metadata {
    Metadata::from_file(school().join("metadata.xml")).unwrap()
}

/// A package of its own for a test, with this manifest.
fn package(name: &str, manifest: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("areas")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    folder
}

/// Generates into a package, and returns the changes.
fn generate(package: &Path, slice: &str) -> Vec<String> {
    let metadata = metadata();
    let slice = Slice::from_toml(slice).unwrap();
    let out = package.join("src/models");
    let prepared = Generator::of_slice(&metadata, slice).prepare(&out).unwrap();
    prepared.write().unwrap();
    let added = prepared
        .added_features()
        .map(|feature| format!("feature {feature}"));
    let unused = prepared
        .unused_features()
        .map(|feature| format!("unused {feature}"));
    let changes = prepared.changes().iter().map(ToString::to_string);
    added.chain(unused).chain(changes).collect()
}

#[test]
fn the_package_of_the_example_is_up_to_date() {
    let slice = Slice::from_file(school().join("graph-csdl.toml")).unwrap();
    let out = slice.out().unwrap().to_owned();
    let metadata = metadata();
    let prepared = Generator::of_slice(&metadata, slice).prepare(&out).unwrap();
    let outdated: Vec<&Path> = prepared.outdated().collect();
    assert_eq!(outdated, [] as [&Path; 0]);
    assert_eq!(prepared.added_features().count(), 0);
    assert_eq!(
        prepared.counts().to_string(),
        "5 entity types, 3 complex types, 1 enumeration type, 2 operations, 14 properties\n\
         shared by all areas: 1 entity type, 1 complex type, 0 enumeration types, 0 operations, 3 properties\n\
         people: 2 entity types, 0 complex types, 1 enumeration type, 0 operations, 5 properties\n\
         teaching: 2 entity types, 2 complex types, 0 enumeration types, 2 operations, 6 properties"
    );
}

#[test]
fn the_features_are_added_to_the_manifest_and_the_rest_of_it_stays() {
    let manifest = "# A comment.\n[package]\nname = \"x\"   # odd spacing\n\n[features]\nextra = [\"people\"]\npeople = [\"dep:y\"]\n";
    let package = package("manifest", manifest);
    let changes = generate(
        &package,
        "mostly_unused = true\n[areas]\nteaching = [\"rooms\", \"courses\"]",
    );
    assert_eq!(changes, ["feature teaching"]);
    assert_eq!(
        fs::read_to_string(package.join("Cargo.toml")).unwrap(),
        format!(
            "{manifest}teaching = []\nfull = [\"people\", \"teaching\"]\n\n[hints]\nmostly-unused = true\n"
        )
    );
}

#[test]
fn a_type_keeps_its_path_when_it_changes_its_area() {
    let package = package("moving", "[package]\nname = \"x\"\n");
    let separate = "[areas]";
    let together = "[areas]\nteaching = [\"courses\", \"people\", \"rooms\"]";
    assert_eq!(
        generate(&package, separate),
        ["feature courses", "feature people", "feature rooms"]
    );
    assert_eq!(generate(&package, separate), [] as [&str; 0]);
    let changes = generate(&package, together);
    let of = |item: &str| -> Vec<&str> {
        let changes = changes.iter().map(String::as_str);
        changes
            .filter(|change| change.contains(&format!("`{item}`")))
            .collect()
    };
    assert_eq!(
        of("Course"),
        ["breaking: `Course` now needs the feature `teaching`"]
    );
    assert_eq!(
        of("Course::teacher"),
        ["compatible: `Course::teacher` no longer needs the feature `people`"]
    );
    assert_eq!(of("Course::plan"), [] as [&str; 0]);
    assert!(
        !changes.iter().any(|change| change.contains("was removed")),
        "{changes:?}"
    );
    // The files of the areas that are no more.
    let files = |folder: &str| {
        let entries = fs::read_dir(package.join("src/models").join(folder)).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(files(""), ["mod.rs", "rooms", "teaching_area.rs"]);
    assert_eq!(files("rooms"), ["mod.rs", "teaching_area.rs"]);
}

#[test]
fn what_an_author_added_to_the_features_stays() {
    let package = package(
        "features",
        "[package]\nname = \"x\"\n\n[features]\nextra = []\nfull = [\"extra\", \"people\"] # mine\n",
    );
    generate(&package, "[areas]");
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("full = [\"extra\", \"people\", \"courses\", \"rooms\"] # mine\n"),
        "{manifest}"
    );
    // An area that is no more leaves a feature behind.
    let changes = generate(&package, "[areas]\nteaching = [\"courses\", \"rooms\"]");
    assert_eq!(
        changes[..3],
        ["feature teaching", "unused courses", "unused rooms"]
    );
    // A manifest without a feature is not up to date.
    let slice = Slice::from_toml("[areas]\nteaching = [\"courses\", \"rooms\"]").unwrap();
    let manifest = manifest.replace("extra = []", "");
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    let metadata = metadata();
    let generator = Generator::of_slice(&metadata, slice);
    let prepared = generator.prepare(&package.join("src/models")).unwrap();
    let outdated: Vec<&Path> = prepared.outdated().collect();
    assert_eq!(outdated, [package.join("Cargo.toml")]);
}

#[test]
fn a_shared_type_takes_what_it_needs_with_it() {
    let package = package("shared", "[package]\nname = \"x\"\n");
    generate(
        &package,
        "everything = true\n[areas]\n[types.\"school.course\"]\nshared = true",
    );
    let shared = fs::read_to_string(package.join("src/models/mod.rs")).unwrap();
    for item in [
        "pub struct Course {",
        "pub struct Plan {",
        "pub enum AnyPlan {",
    ] {
        assert!(shared.contains(item), "{item}\n{shared}");
    }
}

#[test]
fn a_relationship_that_needs_no_more_features_than_before_is_no_change() {
    // `thing` is in the area of `rooms` alone, and then shared, as is its relationship to a room.
    let document = |other: &str| {
        format!(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
            <edmx:DataServices><Schema Namespace="school" xmlns="http://docs.oasis-open.org/odata/ns/edm">
            <EntityType Name="room"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="info" Type="school.info"/>
            </EntityType>
            <EntityType Name="desk"><Key><PropertyRef Name="id"/></Key>
              <Property Name="id" Type="Edm.String" Nullable="false"/>{other}
            </EntityType>
            <ComplexType Name="info"><NavigationProperty Name="owner" Type="school.room"/></ComplexType>
            <EntityContainer Name="c"><EntitySet Name="rooms" EntityType="school.room"/>
              <EntitySet Name="desks" EntityType="school.desk"/></EntityContainer>
            </Schema></edmx:DataServices></edmx:Edmx>"#
        )
    };
    let out = package("relationship", "[package]\nname = \"x\"\n").join("src/models");
    let changes = |text: &str| -> Vec<String> {
        let metadata = Metadata::from_xml(text).unwrap();
        let slice = Slice::from_toml("[areas]").unwrap();
        let prepared = Generator::of_slice(&metadata, slice).prepare(&out).unwrap();
        prepared.write().unwrap();
        prepared.changes().iter().map(ToString::to_string).collect()
    };
    changes(&document(""));
    assert_eq!(
        changes(&document(r#"<Property Name="info" Type="school.info"/>"#)),
        [
            "added: `Desk::info`",
            "compatible: `Info` no longer needs the feature `rooms`"
        ]
    );
}

#[test]
fn areas_need_a_package() {
    let metadata = metadata();
    let refusal = |folder: &Path| {
        let slice = Slice::from_toml("[areas]").unwrap();
        let out = folder.join("src/models");
        chain(
            &Generator::of_slice(&metadata, slice)
                .prepare(&out)
                .unwrap_err(),
        )
    };
    let workspace = package("workspace", "[workspace]\nmembers = []\n");
    let error = refusal(&workspace);
    assert!(
        error.ends_with("does not belong to a package: choose an `out` inside one, because areas are its features"),
        "{error}"
    );
    let broken = package("broken", "[package\n");
    let error = refusal(&broken);
    assert!(error.contains("Cargo.toml`: TOML parse error"), "{error}");
    let odd = package("odd", "features = 1\n[package]\nname = \"x\"\n");
    let error = refusal(&odd);
    assert!(
        error.ends_with("Cargo.toml`: `features` is not a table"),
        "{error}"
    );
}
