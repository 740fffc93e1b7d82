//! Checks the models against the metadata document that they were generated from.

use std::fs;
use std::path::{Path, PathBuf};

use graph_csdl::assert_conforms;
use graph_csdl::{ComplexTag, Generator, Metadata};
use intune::{
    AllDevicesAssignmentTarget, AllLicensedUsersAssignmentTarget, DeviceComplianceActionItem,
    DeviceCompliancePolicy, DeviceCompliancePolicyAssign, DeviceCompliancePolicyAssignment,
    DeviceComplianceScheduledActionForRule, DirectoryObject, ExclusionGroupAssignmentTarget, Group,
    GroupAssignmentTarget, IosCompliancePolicy, Windows10CompliancePolicy,
};

/// Checks the models against a document, in whole or in part.
macro_rules! conforms {
    ($metadata:expr; $($partial:ident)?) => {
        conforms!(@ $metadata, [$($partial)?], AllDevicesAssignmentTarget, AllLicensedUsersAssignmentTarget, DeviceComplianceActionItem, DeviceCompliancePolicy, DeviceCompliancePolicyAssign, DeviceCompliancePolicyAssignment, DeviceComplianceScheduledActionForRule, DirectoryObject, ExclusionGroupAssignmentTarget, Group, GroupAssignmentTarget, IosCompliancePolicy, Windows10CompliancePolicy)
    };
    (@ $metadata:expr, [], $($model:ty),*) => {
        assert_conforms!($metadata, $($model),*)
    };
    (@ $metadata:expr, [partial], $($model:ty),*) => {
        assert_conforms!($metadata; partial $($model),*)
    };
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn metadata() -> Metadata {
    Metadata::from_file(folder().join("metadata.xml")).unwrap()
}

#[test]
fn edited_models_conform_to_the_metadata() {
    conforms!(metadata(););
}

#[test]
fn edited_models_conform_to_the_metadata_of_microsoft_graph() {
    let Some(corpus) = std::env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS names no folder with Graph's metadata document");
        return;
    };
    let graph = Metadata::from_file(Path::new(&corpus).join("graph-v1.0.csdl")).unwrap();
    conforms!(graph; partial);
}

/// Returns the items of a source file, which are separated by blank lines.
fn items(source: &str) -> Vec<&str> {
    source.split("\n\n").map(str::trim_end).collect()
}

/// Returns the items that the file `from` lacks, each as the first line that names it.
fn missing<'s>(from: &[&str], items: &[&'s str]) -> Vec<&'s str> {
    let lacking = items.iter().filter(|item| !from.contains(item));
    lacking
        .map(|item| {
            let mut lines = item.lines();
            lines
                .find(|line| line.starts_with("use ") || line.starts_with("pub "))
                .unwrap_or(item)
        })
        .collect()
}

#[test]
fn the_models_are_what_the_tool_writes_except_for_two_edits() {
    let metadata = metadata();
    let names = [
        "deviceComplianceActionItem",
        "deviceCompliancePolicyAssignment",
        "deviceComplianceScheduledActionForRule",
        "group",
        "iosCompliancePolicy",
        "windows10CompliancePolicy",
    ];
    let generated = Generator::new(&metadata)
        .types(names.map(|name| format!("microsoft.graph.{name}")))
        .operations(["microsoft.graph.assign"])
        .complex_tag(ComplexTag::Bare)
        .to_source()
        .unwrap();
    let edited = fs::read_to_string(folder().join("intune/src/models.rs")).unwrap();
    let (generated, edited) = (items(&generated), items(&edited));
    assert_eq!(
        missing(&generated, &edited),
        [
            "use graph_base::{DeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicy, DirectoryObject};",
            "pub struct DeviceCompliancePolicyAssignment {",
        ],
        "the bases come from another crate, and the assignment names its permissions"
    );
    assert_eq!(
        missing(&edited, &generated),
        [
            "use std::collections::BTreeMap;",
            "use graph_model::{",
            "pub struct DirectoryObject {",
            "pub const DIRECTORY_OBJECTS: Route<graph_model::path::Collection<DirectoryObject>> =",
            "pub struct DeviceCompliancePolicy {",
            "pub struct DeviceCompliancePolicyAssignment {",
            "pub struct DeviceAndAppManagementAssignmentTarget {}",
        ]
    );
}
