//! Inheritance: to any depth, across crates, and without a base.

use graph_model::model::{PropertyDescription, TypeDescription};
use graph_model::{Entity, StructuredType, graph_complex, graph_entity};
use graph_model_tests::intune::{DeviceCompliancePolicy, Windows10CompliancePolicy};
use serde_json::json;

/// A device of a tenant, as the service knows it.
#[graph_entity(odata = "microsoft.graph.managedEntity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManagedEntity {
    pub tenant: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.app", base = ManagedEntity)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct App {
    pub display_name: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.mobileApp", base = App)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MobileApp {
    pub publisher: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.mobileLobApp", base = MobileApp)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MobileLobApp {
    pub file_name: Option<String>,
    #[graph(name = "sizeInMB")]
    pub size_in_mb: i64,
}

const CHAIN: &str = r##"{"@odata.type":"#microsoft.graph.mobileLobApp","@odata.etag":"W/\"7\"","id":"1","tenant":"t","displayName":"d","publisher":"p","fileName":"f","sizeInMB":9007199254740993}"##;

fn chain() -> MobileLobApp {
    let mut app = MobileLobApp {
        file_name: Some("f".into()),
        size_in_mb: 9_007_199_254_740_993,
        ..Default::default()
    };
    app.id = Some("1".into());
    app.etag = Some("W/\"7\"".into());
    app.tenant = Some("t".into());
    app.display_name = Some("d".into());
    app.publisher = Some("p".into());
    app
}

#[test]
fn a_chain_of_five_reads_and_writes_base_properties_first() {
    assert_eq!(
        serde_json::from_str::<MobileLobApp>(CHAIN).unwrap(),
        chain()
    );
    assert_eq!(serde_json::to_string(&chain()).unwrap(), CHAIN);
}

#[test]
fn a_chain_of_five_is_read_with_its_members_in_any_order() {
    let shuffled = r##"{"sizeInMB":9007199254740993,"publisher":"p","id":"1","fileName":"f","@odata.etag":"W/\"7\"","displayName":"d","@odata.type":"#microsoft.graph.mobileLobApp","tenant":"t"}"##;
    assert_eq!(
        serde_json::from_str::<MobileLobApp>(shuffled).unwrap(),
        chain()
    );
}

#[test]
fn a_chain_is_read_the_same_from_a_reader_and_from_a_value() {
    assert_eq!(
        serde_json::from_reader::<_, MobileLobApp>(CHAIN.as_bytes()).unwrap(),
        chain()
    );
    assert_eq!(
        serde_json::from_value::<MobileLobApp>(serde_json::from_str(CHAIN).unwrap()).unwrap(),
        chain()
    );
}

#[test]
fn a_description_knows_its_ancestry() {
    let names: Vec<_> = MobileLobApp::TYPE
        .ancestry()
        .map(TypeDescription::name)
        .collect();
    assert_eq!(
        names,
        [
            "microsoft.graph.mobileLobApp",
            "microsoft.graph.mobileApp",
            "microsoft.graph.app",
            "microsoft.graph.managedEntity",
            "microsoft.graph.entity",
        ]
    );
    let properties: Vec<_> = MobileLobApp::TYPE
        .all_properties()
        .map(PropertyDescription::name)
        .collect();
    assert_eq!(
        properties,
        [
            "id",
            "tenant",
            "displayName",
            "publisher",
            "fileName",
            "sizeInMB"
        ]
    );
    let assignment = graph_model_tests::intune::DeviceCompliancePolicyAssignment::TYPE;
    let permissions = ["DeviceManagementConfiguration.ReadWrite.All"];
    assert_eq!(assignment.delegated_permissions(), permissions);
    assert_eq!(assignment.application_permissions(), permissions);
    assert!(
        assignment
            .path()
            .is_some_and(|path| path.starts_with("/deviceManagement/"))
    );
    assert_eq!(
        assignment.tag(),
        Some("#microsoft.graph.deviceCompliancePolicyAssignment")
    );
    assert!(MobileLobApp::TYPE.is_or_derives_from(Entity::TYPE));
    assert!(!App::TYPE.is_or_derives_from(MobileApp::TYPE));
}

#[test]
fn a_description_finds_its_own_properties_and_the_inherited_ones() {
    for name in [
        "fileName",
        "sizeInMB",
        "publisher",
        "displayName",
        "tenant",
        "id",
    ] {
        assert!(MobileLobApp::TYPE.has_property(name), "{name}");
    }
    // The etag is an annotation.
    for name in ["@odata.etag", "filename", "size", ""] {
        assert!(!MobileLobApp::TYPE.has_property(name), "{name}");
    }
    assert!(!App::TYPE.has_property("publisher"));
}

/// A type that derives from a type of another crate.
#[graph_entity(odata = "contoso.windows11CompliancePolicy", base = Windows10CompliancePolicy)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Windows11CompliancePolicy {
    pub wi_fi_only: Option<bool>,
}

#[test]
fn a_base_may_come_from_another_crate() {
    let text = r##"{"@odata.type":"#contoso.windows11CompliancePolicy","displayName":"n","version":2,"passwordRequired":true,"wiFiOnly":false}"##;
    let policy: Windows11CompliancePolicy = serde_json::from_str(text).unwrap();
    assert_eq!(policy.display_name, "n");
    assert_eq!(policy.wi_fi_only, Some(false));
    assert_eq!(serde_json::to_string(&policy).unwrap(), text);

    let patch = Windows11CompliancePolicy::patch().wi_fi_only(true).base(
        Windows10CompliancePolicy::patch().base(DeviceCompliancePolicy::patch().display_name("m")),
    );
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.windows11CompliancePolicy","displayName":"m","wiFiOnly":true}"##
    );
}

/// A type that has its own key and extends nothing.
#[graph_entity(odata = "contoso.setting", base = none)]
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::struct_field_names,
    reason = "the names are cases of what is a keyword"
)]
pub struct Setting {
    #[graph(key)]
    pub key_name: String,
    #[graph(name = "type")]
    pub setting_type: Option<String>,
    pub r#type_of: Option<String>,
    pub r#match: Option<String>,
    #[graph(name = "self")]
    pub self_: Option<String>,
    #[graph(name = "azureADJoin")]
    pub azure_ad_join: Option<bool>,
    #[graph(name = "alerts_v2")]
    pub alerts: Vec<String>,
    pub base: Option<i32>,
}

#[test]
fn a_type_without_a_base_has_its_own_key_and_names_of_any_kind() {
    let text = r##"{"@odata.type":"#contoso.setting","keyName":"k","type":"t","typeOf":"o","match":"m","self":"s","azureADJoin":true,"alerts_v2":["a"],"base":1}"##;
    let setting: Setting = serde_json::from_str(text).unwrap();
    assert_eq!(
        setting,
        Setting {
            key_name: "k".into(),
            setting_type: Some("t".into()),
            type_of: Some("o".into()),
            r#match: Some("m".into()),
            self_: Some("s".into()),
            azure_ad_join: Some(true),
            alerts: vec!["a".into()],
            base: Some(1),
        }
    );
    assert_eq!(serde_json::to_string(&setting).unwrap(), text);
    assert_eq!(Setting::TYPE.base().map(TypeDescription::name), None);
    let patch = Setting::patch()
        .setting_type("u")
        .r#match("n")
        .clear_self_()
        .base(2);
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.setting","type":"u","match":"n","self":null,"base":2}"##
    );
}

/// A type with a property called `type`, which is a raw identifier.
#[graph_complex(odata = "contoso.info")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    pub r#type: Option<String>,
}

#[test]
fn a_property_called_type_is_a_raw_identifier() {
    let info: Info = serde_json::from_value(json!({"type": "t"})).unwrap();
    assert_eq!(info.r#type.as_deref(), Some("t"));
    assert_eq!(
        serde_json::to_string(&Info::patch().r#type("u")).unwrap(),
        r##"{"@odata.type":"#contoso.info","type":"u"}"##
    );
    assert_eq!(
        serde_json::to_string(&Info::patch().clear_type()).unwrap(),
        r##"{"@odata.type":"#contoso.info","type":null}"##
    );
}

#[test]
fn generic_code_works_on_any_structured_type() {
    fn change<T: StructuredType>(after: &T, before: &T) -> String {
        serde_json::to_string(&after.changes_since(before)).unwrap()
    }
    let before = chain();
    let mut after = chain();
    after.tenant = None;
    assert_eq!(
        change(&after, &before),
        r##"{"@odata.type":"#microsoft.graph.mobileLobApp","tenant":null}"##
    );
}
