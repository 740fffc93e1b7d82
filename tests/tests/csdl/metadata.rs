//! Metadata documents that are read: the types, the warnings, and the source that is generated.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use graph_csdl::{Generator, Metadata};
use graph_model_tests::chain;
use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;

/// A document with one schema, which begins in line 4.
pub(crate) fn document(schema: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices>\n\
         <Schema Namespace=\"contoso\" Alias=\"self\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         {schema}\n\
         </Schema></edmx:DataServices></edmx:Edmx>"
    )
}

fn warnings(metadata: &Metadata) -> Vec<String> {
    metadata
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn the_whole_document_of_microsoft_graph_is_read() {
    let Some(corpus) = env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS is not set, nothing was tested");
        return;
    };
    let metadata = Metadata::from_file(Path::new(&corpus).join("graph-v1.0.csdl")).unwrap();
    assert_eq!(metadata.entity_types().count(), 1182);
    assert_eq!(metadata.complex_types().count(), 1779);
    assert_eq!(metadata.enumeration_types().count(), 861);
}

#[test]
fn a_type_that_the_service_never_updates_is_generated_without_a_patch() {
    let restrictions = |value: &str| {
        format!(
            r#"<EntityType Name="plan"><Key><PropertyRef Name="id"/></Key>
                 <Property Name="id" Type="Edm.String" Nullable="false"/>
                 <Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record>{value}</Record></Annotation>
               </EntityType>"#
        )
    };
    let has_patch = |schema: &str| {
        let metadata = Metadata::from_xml(&document(schema)).unwrap();
        let source = Generator::new(&metadata).to_source().unwrap();
        !source.contains("patch = none")
    };
    for denied in [
        r#"<PropertyValue Property="Updatable" Bool="false"/>"#,
        r#"<PropertyValue Property="Updatable"><Bool> false </Bool></PropertyValue>"#,
        r#"<PropertyValue Property="Description" String="none"/><PropertyValue Property="Updatable" Bool="false"/>"#,
    ] {
        assert!(!has_patch(&restrictions(denied)), "{denied}");
    }
    for allowed in [
        "",
        r#"<PropertyValue Property="Updatable" Bool="true"/>"#,
        r#"<PropertyValue Property="Updatable"/>"#,
        r#"<PropertyValue Property="Upsertable" Bool="false"/>"#,
    ] {
        assert!(has_patch(&restrictions(allowed)), "{allowed}");
    }
    let elsewhere = restrictions("").replace(
        "</EntityType>",
        "</EntityType><Annotations Target=\"self.plan\"><Annotation Term=\"Org.OData.Capabilities.V1.UpdateRestrictions\">\
         <Record><PropertyValue Property=\"Updatable\" Bool=\"false\"/></Record></Annotation></Annotations>",
    );
    assert!(!has_patch(&elsewhere));
    let of_a_relationship = elsewhere.replace("self.plan\"", "self.plan/id\"");
    assert!(has_patch(&of_a_relationship));
}

#[test]
fn a_name_that_is_no_identifier_is_kept_or_left_out_with_a_warning() {
    let text = document(
        "<ComplexType Name=\"a\">\n\
         <Property Name=\"request-id\" Type=\"Edm.String\"/>\n\
         <Property Name=\"x&quot;)] y\" Type=\"Edm.String\"/>\n\
         <Property Name=\"-x\" Type=\"Edm.String\"/>\n\
         <Property Name=\"kept\" Type=\"Edm.String\"/>\n\
         </ComplexType>\n\
         <ComplexType Name=\"a.b\"><Property Name=\"gone\" Type=\"Edm.String\"/></ComplexType>\n\
         <EnumType Name=\"e\"><Member Name=\"two-fold\"/><Member Name=\"1st\"/></EnumType>\n\
         <Action Name=\"do it\"/>\n\
         <EntityContainer Name=\"c\"><Singleton Name=\"a/b\" Type=\"self.a\"/></EntityContainer>",
    );
    let metadata = Metadata::from_xml(&text).unwrap();
    assert_eq!(
        warnings(&metadata),
        [
            "line 5: `request-id` is not an OData identifier: the name is kept unchanged",
            "line 6: `x\")] y` is not an OData identifier: the `<Property>` is left out",
            "line 7: `-x` is not an OData identifier: the `<Property>` is left out",
            "line 10: `a.b` is not an OData identifier: the `<ComplexType>` is left out",
            "line 11: `two-fold` is not an OData identifier: the name is kept unchanged",
            "line 11: `1st` is not an OData identifier: the `<Member>` is left out",
            "line 12: `do it` is not an OData identifier: the `<Action>` is left out",
            "line 13: `a/b` is not an OData identifier: the `<Singleton>` is left out",
        ]
    );
    let source = Generator::new(&metadata).to_source().unwrap();
    for kept in [
        "    #[graph(name = \"request-id\")]\n    pub request_id: Option<String>,\n    pub kept: Option<String>,\n}",
        "    #[graph(name = \"two-fold\")]\n    TwoFold,\n    /// A member",
    ] {
        assert!(source.contains(kept), "{source}");
    }
    assert_eq!(source.matches("pub struct").count(), 1);
}

#[test]
fn documents_that_refer_to_each_other_are_read_together() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("references");
    fs::create_dir_all(&folder).unwrap();
    let referring = |namespace: &str, uri: &str, alias: &str, schema: &str| {
        document(schema)
            .replace("Namespace=\"contoso\"", &format!("Namespace=\"{namespace}\""))
            .replace(
                "<edmx:DataServices>",
                &format!(
                    "<edmx:Reference Uri=\"{uri}\"><edmx:Include Namespace=\"{alias}\" Alias=\"other\"/></edmx:Reference>\
                     <edmx:Reference Uri=\"https://docs.contoso.example/vocabularies/unknown.xml\"/><edmx:DataServices>"
                ),
            )
    };
    // The same alias means another namespace in each document.
    let shop = referring(
        "shop",
        "https://contoso.example/schemas/People.xml?$format=xml",
        "people",
        "<EntityType Name=\"order\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <NavigationProperty Name=\"buyer\" Type=\"other.buyer\"/></EntityType>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"orders\" EntityType=\"self.order\"/></EntityContainer>",
    );
    let people = referring(
        "people",
        "./shop.xml",
        "shop",
        "<EntityType Name=\"buyer\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"self.number\" Nullable=\"false\"/>\
         <NavigationProperty Name=\"orders\" Type=\"Collection(other.order)\"/></EntityType>\
         <TypeDefinition Name=\"number\" UnderlyingType=\"Edm.Int64\"/>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"buyers\" EntityType=\"self.buyer\"/></EntityContainer>",
    );
    fs::write(folder.join("shop.xml"), &shop).unwrap();
    // The letter case differs from that of the reference.
    fs::write(folder.join("people.XML"), &people).unwrap();

    let both = Metadata::from_documents([&*shop, &*people]).unwrap();
    let followed = Metadata::from_file(folder.join("shop.xml")).unwrap();
    for metadata in [&both, &followed] {
        assert_eq!(metadata.warnings(), []);
        assert_eq!(
            metadata.entity_types().collect::<Vec<_>>(),
            ["shop.order", "people.buyer"]
        );
        let source = Generator::new(metadata).to_source().unwrap();
        for field in [
            "pub buyer: Option<Box<super::people::Buyer>>,",
            "pub orders: Option<Vec<super::shop::Order>>,",
            "pub id: Option<i64>,",
        ] {
            assert!(source.contains(field), "{field}\n{source}");
        }
    }
    // The entity sets of a document that was only referred to belong to another service.
    let roots = |metadata: &Metadata| {
        let source = Generator::new(metadata).to_source().unwrap();
        source.matches("Route::entity_set").count()
    };
    assert_eq!((roots(&both), roots(&followed)), (2, 1));

    let twice = chain(&Metadata::from_documents([&*shop, &*shop]).unwrap_err());
    assert_eq!(twice, "`shop.order` is declared twice");
    let alone = Metadata::from_xml(&shop).unwrap();
    assert_eq!(alone.warnings().len(), 1);
}

#[test]
fn a_base_type_of_another_document_leaves_its_properties_dynamic() {
    let text = document(
        "<EntityType Name=\"disk\" BaseType=\"resources.item\"><Property Name=\"size\" Type=\"Edm.Int64\"/></EntityType>\
         <EntityType Name=\"user\" BaseType=\"microsoft.graph.entity\"><Property Name=\"name\" Type=\"Edm.String\"/></EntityType>",
    );
    let metadata = Metadata::from_xml(&text).unwrap();
    assert_eq!(
        warnings(&metadata),
        [
            "`contoso.disk` extends `resources.item`, which no document declares: the inherited properties become dynamic properties"
        ]
    );
    let source = Generator::new(&metadata).to_source().unwrap();
    for expected in [
        "#[graph_entity(odata = \"contoso.disk\", base = none)]",
        "pub additional: BTreeMap<String, RawJson>,",
        // The runtime has this base type built in.
        "#[graph_entity(odata = \"contoso.user\")]",
    ] {
        assert!(source.contains(expected), "{expected}\n{source}");
    }
}

#[test]
fn keys_are_in_parentheses_unless_the_service_says_otherwise() {
    let schema = |annotation: &str| {
        document(&format!(
            "<EntityType Name=\"item\"><Key><PropertyRef Name=\"itemId\"/></Key>\
             <Property Name=\"itemId\" Type=\"self.colour\" Nullable=\"false\"/></EntityType>\
             <EnumType Name=\"colour\"><Member Name=\"red\"/></EnumType>\
             <EntityContainer Name=\"c\"><EntitySet Name=\"items\" EntityType=\"self.item\"/>{annotation}</EntityContainer>"
        ))
    };
    let path = |text: &str| {
        let source = Generator::new(&Metadata::from_xml(text).unwrap())
            .to_source()
            .unwrap();
        let start = source.find("path = \"").unwrap() + "path = \"".len();
        source[start..].split('"').next().unwrap().to_owned()
    };
    let segment = "/items/{itemId}";
    let parentheses = "/items(contoso.colour'{itemId}')";
    let term = "Org.OData.Capabilities.V1.KeyAsSegmentSupported";
    assert_eq!(path(&schema("")), parentheses);
    assert_eq!(
        path(&schema(&format!("<Annotation Term=\"{term}\"/>"))),
        segment
    );
    assert_eq!(
        path(&schema(&format!(
            "<Annotation Term=\"{term}\" Bool=\"false\"/>"
        ))),
        parentheses
    );
    let graph = schema("").replace("Namespace=\"contoso\"", "Namespace=\"microsoft.graph\"");
    assert_eq!(path(&graph), segment);
    let outside = schema("").replace(
        "</Schema>",
        &format!("<Annotations Target=\"self.c\"><Annotation Term=\"{term}\" Bool=\"true\"/></Annotations></Schema>"),
    );
    assert_eq!(path(&outside), segment);
}

/// The source that is generated from a schema, and the warnings.
fn generated(schema: &str) -> (String, Vec<String>) {
    let metadata = Metadata::from_xml(&document(schema)).unwrap();
    let source = Generator::new(&metadata).to_source().unwrap();
    (source, warnings(&metadata))
}

/// An entity type with a key of type string.
fn entity(name: &str, rest: &str) -> String {
    format!(
        "<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>{rest}</EntityType>"
    )
}

#[test]
fn members_with_other_names_are_one_warning_of_their_enumeration() {
    let (_, warnings) = generated(
        "<EnumType Name=\"city\"><Member Name=\"Salt Lake\"/><Member Name=\"Provo\"/><Member Name=\"A/B\"/><Member Name=\"C D\"/></EnumType>",
    );
    assert_eq!(
        warnings,
        [
            "line 4: 3 members of `contoso.city` have names that are not OData identifiers, such as `Salt Lake`: they are left out"
        ]
    );
}

#[test]
fn a_key_in_a_complex_property_makes_no_path() {
    let (source, warnings) = generated(
        "<EntityType Name=\"item\"><Key><PropertyRef Name=\"id\"/><PropertyRef Name=\"at/code\" Alias=\"code\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/><Property Name=\"at\" Type=\"self.place\"/></EntityType>\
         <ComplexType Name=\"place\"><Property Name=\"code\" Type=\"Edm.String\"/></ComplexType>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"items\" EntityType=\"self.item\"/></EntityContainer>",
    );
    assert_eq!(
        warnings,
        [
            "line 4: the key of `contoso.item` is in a complex property, `at/code`, so its entities have no path"
        ]
    );
    assert!(!source.contains("path = "), "{source}");
    assert!(!source.contains("#[graph(key"), "{source}");
}

#[test]
fn an_enumeration_of_too_many_flags_is_a_string() {
    let mut members = String::new();
    for number in 0..65 {
        write!(members, "<Member Name=\"m{number}\"/>").unwrap();
    }
    let (source, warnings) = generated(&format!(
        "<EnumType Name=\"many\" IsFlags=\"true\">{members}</EnumType>\
         <ComplexType Name=\"a\"><Property Name=\"x\" Type=\"self.many\"/></ComplexType>"
    ));
    assert_eq!(
        warnings,
        ["`contoso.many` has more than 64 flags, so its values are strings"]
    );
    assert!(source.contains("pub x: Option<String>,"), "{source}");
    assert!(!source.contains("pub enum"), "{source}");
}

#[test]
fn what_leads_to_no_entity_is_untyped_or_left_out() {
    let (source, warnings) = generated(&format!(
        "{}<ComplexType Name=\"place\"/>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"places\" EntityType=\"self.place\"/></EntityContainer>",
        entity(
            "item",
            "<NavigationProperty Name=\"spot\" Type=\"self.place\"/>"
        )
    ));
    assert_eq!(
        warnings,
        [
            "the navigation property `contoso.item/spot` has the type `contoso.place`, which is not an entity type: its value is untyped",
            "the entity set or singleton `places` has the type `contoso.place`, which is not an entity type: it is left out",
        ]
    );
    assert!(
        source.contains("pub spot: Option<UnknownObject>,"),
        "{source}"
    );
    assert!(!source.contains("PLACES"), "{source}");
}

#[test]
fn an_optional_parameter_may_be_left_out() {
    let (source, _) = generated(&format!(
        "{}<Function Name=\"near\" IsBound=\"true\"><Parameter Name=\"item\" Type=\"self.item\"/>\
         <Parameter Name=\"from\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <Parameter Name=\"to\" Type=\"Edm.Int32\" Nullable=\"false\"><Annotation Term=\"Org.OData.Core.V1.OptionalParameter\"/></Parameter>\
         <ReturnType Type=\"Edm.Int32\"/></Function>",
        entity("item", "")
    ));
    for field in ["    pub from: i32,", "    pub to: Option<i32>,"] {
        assert!(source.contains(field), "{field}\n{source}");
    }
}

#[test]
fn constants_of_entity_sets_differ_from_each_other_and_from_operations() {
    let (source, _) = generated(&format!(
        "{}{}<Action Name=\"T\"/>\
         <EntityContainer Name=\"c\">\
         <EntitySet Name=\"OrderDetails\" EntityType=\"self.a\"/><EntitySet Name=\"Order_Details\" EntityType=\"self.b\"/>\
         <EntitySet Name=\"_\" EntityType=\"self.a\"/><EntitySet Name=\"_9\" EntityType=\"self.a\"/>\
         <EntitySet Name=\"T\" EntityType=\"self.a\"/><ActionImport Name=\"T\" Action=\"self.T\"/></EntityContainer>",
        entity("a", ""),
        entity("b", "")
    ));
    let mut constants: Vec<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub const ")?.split(':').next())
        .collect();
    constants.sort_unstable();
    assert_eq!(
        constants,
        ["ORDER_DETAILS", "ORDER_DETAILS_SET", "T_SET", "X_", "X_9"]
    );
}

#[test]
fn a_path_begins_where_all_entities_are() {
    let path = |container: &str, ty: &str| {
        let (source, _) = generated(&format!(
            "{}<EntityType Name=\"employee\" BaseType=\"self.person\"/>{}\
             <EntityContainer Name=\"c\">{container}</EntityContainer>",
            entity(
                "person",
                "<NavigationProperty Name=\"trips\" Type=\"Collection(self.trip)\" ContainsTarget=\"true\"/>"
            ),
            entity("trip", "")
        ));
        let start = source.find(&format!("odata = \"contoso.{ty}\"")).unwrap();
        let path = source[start..].split("path = \"").nth(1).unwrap();
        path.split('"').next().unwrap().to_owned()
    };
    let set =
        |name: &str, ty: &str| format!("<EntitySet Name=\"{name}\" EntityType=\"self.{ty}\"/>");
    // Trips of people who are no employees are not below `employees`.
    let both = set("employees", "employee") + &set("people", "person");
    assert_eq!(
        path(&both, "trip"),
        "/people('{personId}')/trips('{tripId}')"
    );
    // Of several sets of a type, the one that is named after it, and then the first.
    let archive = set("archived", "person") + &set("persons", "person");
    assert_eq!(path(&archive, "person"), "/persons('{personId}')");
    let first = set("people", "person") + &set("archive", "person");
    assert_eq!(path(&first, "person"), "/people('{personId}')");
}

#[test]
fn the_entity_sets_of_an_extended_container_belong_to_the_service() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("extends");
    fs::create_dir_all(&folder).unwrap();
    let service = document("<EntityContainer Name=\"service\" Extends=\"base.container\"/>")
        .replace("<edmx:DataServices>", "<edmx:Reference Uri=\"base.xml\"><edmx:Include Namespace=\"things\" Alias=\"base\"/></edmx:Reference><edmx:DataServices>");
    let base = document(&format!(
        "{}<EntityContainer Name=\"container\"><EntitySet Name=\"items\" EntityType=\"self.item\"/></EntityContainer>",
        entity("item", "")
    ))
    .replace("Namespace=\"contoso\"", "Namespace=\"things\"");
    fs::write(folder.join("service.xml"), &service).unwrap();
    fs::write(folder.join("base.xml"), &base).unwrap();
    let source = |file: &str| {
        let metadata = Metadata::from_file(folder.join(file)).unwrap();
        Generator::new(&metadata).to_source().unwrap()
    };
    assert!(source("service.xml").contains("Route::entity_set(\"items\")"));
    // The other way round, the service only refers to the document.
    let unrelated = service.replace(" Extends=\"base.container\"", "");
    fs::write(folder.join("unrelated.xml"), &unrelated).unwrap();
    assert!(!source("unrelated.xml").contains("Route::entity_set"));
}

#[test]
fn names_of_files_and_features_are_ascii() {
    let text = document(&format!(
        "{}<EntityContainer Name=\"c\"><EntitySet Name=\"M\u{fc}ller\" EntityType=\"self.item\"/>\
         <EntitySet Name=\"full\" EntityType=\"self.other\"/></EntityContainer>",
        entity("item", "") + &entity("other", "")
    ))
    .replace("</Schema>", "</Schema><Schema Namespace=\"contoso.\u{dc}bung\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"x\"/></Schema>");
    let metadata = Metadata::from_xml(&text).unwrap();
    let slice = graph_csdl::Slice::from_toml("[areas]").unwrap();
    let files = Generator::of_slice(&metadata, slice).to_folder().unwrap();
    let names: Vec<String> = files
        .iter()
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert_eq!(
        names,
        [
            "area_full_area.rs",
            "mod.rs",
            "mufcller_area.rs",
            "ufcbung.rs"
        ]
    );
}

/// The tokens of a source without its documentation.
fn without_docs(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match (&token, tokens.peek()) {
            (TokenTree::Punct(punct), Some(TokenTree::Group(attribute)))
                if punct.as_char() == '#' && attribute.stream().to_string().starts_with("doc") =>
            {
                tokens.next();
            }
            (TokenTree::Group(group), _) => {
                found.push(format!("{:?}", group.delimiter()));
                found.extend(without_docs(group.stream()));
                found.push("end".to_owned());
            }
            _ => found.push(token.to_string()),
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_description_adds_no_code(text in "(\\PC|[\n\r\t\"'/*`#\\[\\]{}\\\\!]|\\*/|///| pub fn f\\(\\) \\{\\}|\"#\\]){0,24}") {
        let tokens = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            let text = text.replace('\n', "&#10;").replace('\r', "&#13;").replace('\t', "&#9;");
            let described = format!("<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/>");
            let schema = format!(
                "<EnumType Name=\"color\"><Member Name=\"red\" Value=\"0\">{described}</Member>{described}</EnumType>\n\
                 <EntityType Name=\"thing\"><Key><PropertyRef Name=\"id\"/></Key>\
                 <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\
                 <Property Name=\"name\" Type=\"Edm.String\">{described}</Property>{described}</EntityType>\n\
                 <Action Name=\"paint\" IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=\"self.thing\"/>\
                 <Parameter Name=\"with\" Type=\"self.color\">{described}</Parameter>{described}</Action>"
            );
            let metadata = Metadata::from_xml(&document(&schema)).unwrap();
            let source = Generator::new(&metadata).to_source().unwrap();
            without_docs(source.parse().expect("the source has no tokens that do not fit"))
        };
        prop_assert_eq!(tokens(&text), tokens("A thing."));
    }
}
