//! A page of entities, from a slice and from a reader.
#![no_main]

use graph_model::graph_complex;
use graph_model_tests::intune::{DeviceCompliancePolicyAssignment, Group};
use libfuzzer_sys::fuzz_target;

#[graph_complex(odata = "contoso.page", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    #[graph(annotation = "@odata.nextLink")]
    pub next: Option<String>,
    pub value: Vec<DeviceCompliancePolicyAssignment>,
    pub groups: Vec<Group>,
}

fuzz_target!(|bytes: &[u8]| {
    let from_slice = serde_json::from_slice::<Page>(bytes);
    let from_reader = serde_json::from_reader::<_, Page>(bytes);
    assert_eq!(from_slice.is_ok(), from_reader.is_ok());
    let (Ok(page), Ok(same)) = (from_slice, from_reader) else {
        return;
    };
    assert_eq!(page, same);
    let text = serde_json::to_string(&page).expect("what was read can be written");
    assert_eq!(
        serde_json::from_str::<Page>(&text).expect("and read again"),
        page
    );
    assert!(page.changes_since(&page).is_empty());
});
