//! Generating again with newer metadata: what is kept, what changes, and what is reported.

use std::fs;
use std::path::{Path, PathBuf};

use graph_csdl::{Generator, Metadata, Slice};

const BEFORE: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="party"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
</EntityType>
<EntityType Name="person" BaseType="contoso.party">
  <Property Name="displayName" Type="Edm.String"/>
  <Property Name="age" Type="Edm.Int32"/>
  <Property Name="nickname" Type="Edm.String"/>
  <Property Name="home" Type="contoso.place"/>
  <NavigationProperty Name="friends" Type="Collection(contoso.party)"/>
</EntityType>
<ComplexType Name="place"><Property Name="city" Type="Edm.String"/></ComplexType>
<EnumType Name="colour"><Member Name="red"/></EnumType>
<Action Name="greet" IsBound="true">
  <Parameter Name="person" Type="contoso.person"/><Parameter Name="words" Type="Edm.String"/>
</Action>
<Action Name="wave" IsBound="true"><Parameter Name="person" Type="contoso.person"/></Action>
<Function Name="near" IsBound="true"><Parameter Name="person" Type="contoso.person"/>
  <Parameter Name="n" Type="Edm.Int32" Nullable="false"/><ReturnType Type="Edm.Boolean"/>
</Function>
<EntityContainer Name="container">
  <EntitySet Name="people" EntityType="contoso.person"/>
  <EntitySet Name="parties" EntityType="contoso.party"/>
</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

const DECISIONS: &str = r#"
everything = true

[types."contoso.person"]
name = "Human"
rename = { displayName = "label" }
read_only = ["displayName"]
omit = ["nickname"]
"#;

/// An empty folder for the source of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("regeneration")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Generates from a document, and returns the changes.
fn generate(document: &str, decisions: &str, out: &Path) -> Vec<String> {
    let metadata = Metadata::from_xml(document).unwrap();
    let slice = Slice::from_toml(decisions).unwrap();
    let prepared = Generator::of_slice(&metadata, slice).prepare(out).unwrap();
    prepared.write().unwrap();
    prepared.changes().iter().map(ToString::to_string).collect()
}

/// Replaces a part of a document that occurs once.
fn replaced(document: &str, part: &str, by: &str) -> String {
    assert_eq!(document.matches(part).count(), 1, "{part}");
    document.replace(part, by)
}

#[test]
fn decisions_are_kept_and_changes_are_reported() {
    let out = folder("decisions").join("models.rs");
    assert_eq!(generate(BEFORE, DECISIONS, &out), [] as [&str; 0]);
    assert_eq!(generate(BEFORE, DECISIONS, &out), [] as [&str; 0]);

    // A property is added, one is removed, one has another type, and a type has another name.
    let after = replaced(
        BEFORE,
        r#"<Property Name="age" Type="Edm.Int32"/>"#,
        r#"<Property Name="birthday" Type="Edm.Date"/>"#,
    );
    let after = replaced(
        &after,
        r#"<Property Name="city" Type="Edm.String"/>"#,
        r#"<Property Name="city" Type="contoso.town"/>"#,
    );
    let after = replaced(
        &after,
        r#"<EnumType Name="colour"><Member Name="red"/>"#,
        r#"<ComplexType Name="town"/><EnumType Name="hue"><Member Name="red"/>"#,
    );
    assert_eq!(
        generate(&after, DECISIONS, &out),
        [
            "breaking: `Colour` was removed",
            "breaking: `Human::age` was removed",
            "breaking: `Place::city`: the type changed from `Option<String>` to `Option<Town>`",
            "added: `Hue`",
            "added: `Human::birthday`",
            "added: `Town`",
        ]
    );
    let source = fs::read_to_string(&out).unwrap();
    for kept in [
        "pub struct Human {\n    #[graph(name = \"displayName\", read_only)]\n    pub label: Option<String>,\n    #[graph(edm = Date)]\n    pub birthday: Option<String>,\n",
        "pub const PEOPLE: Route<graph_model::path::Collection<Human>> =",
        "on = Human",
    ] {
        assert!(source.contains(kept), "{kept}\n{source}");
    }
    assert!(!source.contains("nickname"), "{source}");
}

/// A part of the document, what it becomes, and the changes.
const CHANGES: &[(&str, &str, &[&str])] = &[
    // A derived type is a variant more, and breaks nothing.
    (
        r#"<ComplexType Name="place">"#,
        r#"<EntityType Name="company" BaseType="contoso.party"/><ComplexType Name="place">"#,
        &["added: `AnyParty::Company`", "added: `Company`"],
    ),
    (
        r#"<Member Name="red"/>"#,
        r#"<Member Name="red"/><Member Name="blue"/>"#,
        &["added: `Colour::Blue`"],
    ),
    (
        r#"<Member Name="red"/>"#,
        r#"<Member Name="red" Value="7"/>"#,
        &["breaking: `Colour::Red`: the value changed from `0` to `7`"],
    ),
    (
        r#"<Property Name="age" Type="Edm.Int32"/>"#,
        r#"<Property Name="age" Type="Edm.Int32" Nullable="false"/>"#,
        &["breaking: `Person::age` lost its null setter"],
    ),
    (
        r#"<Property Name="age" Type="Edm.Int32"/>"#,
        r#"<Property Name="age" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed"/></Property>"#,
        &[
            "breaking: `Person::age` lost its null setter",
            "breaking: `Person::age` lost its setter",
        ],
    ),
    (
        r#"<Property Name="home" Type="contoso.place"/>"#,
        r#"<Property Name="home" Type="Collection(contoso.place)"/>"#,
        &[
            "breaking: `Person::home`: the type changed from `Option<Place>` to `Option<Vec<Place>>`",
            "breaking: `Person::home` lost its null setter",
        ],
    ),
    (
        r#"<Property Name="age" Type="Edm.Int32"/>"#,
        r#"<Property Name="Age" Type="Edm.Int32"/>"#,
        &["breaking: `Person::age`: the name on the wire changed from `age` to `Age`"],
    ),
    (
        r#"<EntitySet Name="people" EntityType="contoso.person"/>"#,
        r#"<EntitySet Name="persons" EntityType="contoso.person"/>"#,
        &[
            "breaking: `PEOPLE` was removed",
            "breaking: `Person`: the path `PersonPath` changed from `/people('{personId}')` to `/persons('{personId}')`",
            "added: `PERSONS`",
        ],
    ),
    (
        r#"<EntityType Name="person" BaseType="contoso.party">"#,
        r#"<EntityType Name="person" BaseType="contoso.party" HasStream="true">"#,
        &["added: `Person` now has a media stream"],
    ),
    (
        r#"<Parameter Name="words" Type="Edm.String"/>"#,
        r#"<Parameter Name="loudness" Type="Edm.Int32"/>"#,
        &[
            "breaking: `PersonGreet::words` was removed",
            "added: `PersonGreet::loudness`",
        ],
    ),
    (
        r#"<Parameter Name="words" Type="Edm.String"/>"#,
        r#"<Parameter Name="words" Type="Edm.String"/><ReturnType Type="Edm.Int32"/>"#,
        &["breaking: `PersonGreet`: the result changed from `none` to `i32`"],
    ),
    (
        r#"<ComplexType Name="place">"#,
        r#"<ComplexType Name="place" OpenType="true">"#,
        &["added: `Place::additional`"],
    ),
    // A literal of a struct without fields does not compile any more.
    (
        r#"<Action Name="wave" IsBound="true"><Parameter Name="person" Type="contoso.person"/></Action>"#,
        r#"<Action Name="wave" IsBound="true"><Parameter Name="person" Type="contoso.person"/><Parameter Name="both" Type="Edm.Boolean"/></Action>"#,
        &[
            "breaking: `PersonWave`: the form changed from `unit struct` to `struct with fields`",
            "added: `PersonWave::both`",
        ],
    ),
    (
        r#"<Parameter Name="n" Type="Edm.Int32" Nullable="false"/>"#,
        r#"<Parameter Name="n" Type="Edm.Int32" Nullable="false"/><Parameter Name="c" Type="contoso.colour" Nullable="false"/>"#,
        &[
            "breaking: `PersonNear` lost its default value",
            "breaking: `PersonNear::c` is new and required",
        ],
    ),
    (
        r#"<Member Name="red"/>"#,
        r#"<Member Name="red"/><Member Name="unknownMember"/>"#,
        &[
            "breaking: `Colour`: the variant of unknown members changed from `UnknownMember` to `UnknownMemberText`",
            "added: `Colour::UnknownMember`",
        ],
    ),
];

#[test]
fn each_kind_of_change_is_breaking_or_not() {
    for (what, by, expected) in CHANGES {
        let out = folder("kinds").join("models.rs");
        generate(BEFORE, "", &out);
        let changes = generate(&replaced(BEFORE, what, by), "", &out);
        assert_eq!(changes, *expected, "{by}");
    }
}

#[test]
fn a_change_of_a_decision_is_reported_as_well() {
    let out = folder("other_decisions").join("models.rs");
    generate(BEFORE, DECISIONS, &out);
    let decisions = replaced(DECISIONS, "omit = [\"nickname\"]", "omit = [\"home\"]");
    assert_eq!(
        generate(BEFORE, &decisions, &out),
        [
            "breaking: `Human::home` was removed",
            "added: `Human::nickname`"
        ]
    );
}

#[test]
fn a_type_with_another_name_is_renamed() {
    let out = folder("renamed").join("models.rs");
    generate(BEFORE, "", &out);
    let decisions = "everything = true\n[types.\"contoso.place\"]\nname = \"Spot\"\nrename = { city = \"town\" }";
    assert_eq!(
        generate(BEFORE, decisions, &out),
        [
            "breaking: `Person::home`: the type changed from `Option<Place>` to `Option<Spot>`",
            "breaking: `Place` was renamed to `Spot`",
            "breaking: `Place::city` was removed",
            "added: `Place::town`",
        ]
    );
}

#[test]
fn what_is_sent_otherwise_is_reported() {
    let out = folder("sent").join("models.rs");
    generate(BEFORE, "", &out);
    assert_eq!(
        generate(BEFORE, "complex_tag = \"bare\"", &out),
        ["breaking: `Place`: the tag changed from `hash` to `bare`"]
    );
    let function = replaced(
        BEFORE,
        r#"<Action Name="wave" IsBound="true"><Parameter Name="person" Type="contoso.person"/></Action>"#,
        r#"<Function Name="wave" IsBound="true"><Parameter Name="person" Type="contoso.person"/><ReturnType Type="Edm.Int32"/></Function>"#,
    );
    let changes = generate(&function, "complex_tag = \"bare\"", &out);
    assert_eq!(
        changes[0],
        "breaking: `PersonWave`: the kind changed from `action` to `function`"
    );
}

#[test]
fn source_that_moves_from_a_file_to_a_folder_is_compared_and_removed() {
    let folder = folder("moved");
    generate(BEFORE, "", &folder.join("models.rs"));
    let after = replaced(BEFORE, r#"<Property Name="age" Type="Edm.Int32"/>"#, "");
    assert_eq!(
        generate(&after, "", &folder.join("models")),
        ["breaking: `Person::age` was removed"]
    );
    assert!(!folder.join("models.rs").exists());
    assert!(folder.join("models/mod.rs").exists());
}

#[test]
fn the_generated_files_of_somebody_else_stay() {
    let folder = folder("somebody_else");
    generate(BEFORE, "", &folder.join("beta.rs"));
    assert_eq!(generate(BEFORE, "", &folder), [] as [&str; 0]);
    assert_eq!(generate(BEFORE, "", &folder), [] as [&str; 0]);
    assert!(folder.join("beta.rs").exists());
}

#[test]
fn files_that_are_not_generated_any_more_are_removed_unless_they_were_edited() {
    let two = replaced(
        BEFORE,
        "</Schema>",
        "</Schema><Schema Namespace=\"contoso.far\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <ComplexType Name=\"x\"/></Schema><Schema Namespace=\"contoso.wide\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         <ComplexType Name=\"y\"/></Schema>",
    );
    let out = folder("files");
    fs::write(out.join("by_hand.rs"), "// Mine.\n").unwrap();
    generate(&two, "", &out);
    let edited = fs::read_to_string(out.join("wide.rs")).unwrap() + "// An edit.\n";
    fs::write(out.join("wide.rs"), &edited).unwrap();
    assert_eq!(
        generate(BEFORE, "", &out),
        [
            "breaking: `far::X` was removed",
            "breaking: `wide::Y` was removed"
        ]
    );
    assert!(!out.join("far.rs").exists());
    assert_eq!(fs::read_to_string(out.join("wide.rs")).unwrap(), edited);
    // It is no module any more, and reported once.
    assert_eq!(generate(BEFORE, "", &out), [] as [&str; 0]);
    assert_eq!(
        fs::read_to_string(out.join("by_hand.rs")).unwrap(),
        "// Mine.\n"
    );
}

#[test]
fn an_unchanged_file_is_not_written_again() {
    let out = folder("unchanged").join("models.rs");
    generate(BEFORE, "", &out);
    let written = fs::metadata(&out).unwrap().modified().unwrap();
    generate(BEFORE, "", &out);
    assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), written);
}
