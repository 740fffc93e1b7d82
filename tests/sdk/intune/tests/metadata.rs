//! Checks the models against the metadata document that they were generated from.

use std::path::{Path, PathBuf};

use graph_csdl::assert_conforms;
use graph_csdl::{Generator, Metadata, Slice};
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
fn models_conform_to_the_metadata() {
    conforms!(metadata(););
}

#[test]
fn models_conform_to_the_metadata_of_microsoft_graph() {
    let Some(corpus) = std::env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS names no folder with Graph's metadata document");
        return;
    };
    let graph = Metadata::from_file(Path::new(&corpus).join("graph-v1.0.csdl")).unwrap();
    conforms!(graph; partial);
}

#[test]
fn the_models_are_what_the_tool_writes() {
    for package in ["graph-base", "intune"] {
        let slice = Slice::from_file(folder().join(package).join("graph-csdl.toml")).unwrap();
        let metadata = Metadata::from_files(slice.metadata()).unwrap();
        let out = slice.out().unwrap().to_owned();
        let prepared = Generator::of_slice(&metadata, slice).prepare(&out).unwrap();
        let outdated: Vec<&Path> = prepared.outdated().collect();
        assert_eq!(outdated, [] as [&Path; 0], "{package}");
    }
}
