//! The forms of the tag: a value whose type is not the declared one always has a tag.

use graph_model::path::{Collection, Route};
use graph_model::{
    Endpoint, Patch, StructuredType, UnknownObject, graph_complex, graph_entity, graph_union,
};
use serde_json::{from_str, to_string};

macro_rules! models {
    ($name:ident, $tag:ident) => {
        mod $name {
            use super::*;

            #[graph_complex(odata = "contoso.resource", tag = $tag)]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct Resource {
                pub name: Option<String>,
            }

            #[graph_complex(odata = "contoso.file", base = Resource, tag = $tag)]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct File {
                pub url: Option<String>,
            }

            #[graph_union]
            #[derive(Clone, Debug, PartialEq)]
            pub enum AnyResource {
                Resource(Resource),
                File(File),
                #[graph(unknown)]
                Unknown(UnknownObject),
            }

            #[graph_entity(odata = "contoso.submission", tag = $tag)]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct Submission {
                pub resource: Option<AnyResource>,
                pub all: Vec<AnyResource>,
            }

            #[graph_entity(odata = "contoso.lateSubmission", base = Submission, tag = $tag)]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct LateSubmission {
                pub reason: Option<String>,
            }

            pub const ALL: Route<Collection<Submission>> = Route::entity_set("submissions");

            pub fn file(url: &str) -> File {
                File {
                    url: Some(url.to_owned()),
                    ..File::default()
                }
            }

            pub fn body(request: graph_model::RequestBuilder<impl Sized>) -> String {
                let request = request.build(&Endpoint::V1_0).unwrap();
                String::from_utf8(request.into_body()).unwrap()
            }

            #[test]
            fn a_derived_value_in_a_union_is_tagged_and_the_declared_one_is_not() {
                let submission = Submission {
                    resource: Some(file("u").into()),
                    all: vec![Resource::default().into(), file("v").into()],
                    ..Submission::default()
                };
                let json = r##"{"resource":{"@odata.type":"#contoso.file","url":"u"},"all":[{},{"@odata.type":"#contoso.file","url":"v"}]}"##;
                assert_eq!(to_string(&submission).unwrap(), json);
                assert_eq!(from_str::<Submission>(json).unwrap(), submission);
                assert_eq!(to_string(&file("u")).unwrap(), r#"{"url":"u"}"#);
            }

            #[test]
            fn a_patch_tags_a_derived_value() {
                let before: Submission =
                    from_str(r##"{"resource":{"@odata.type":"#contoso.file","url":"u","name":"n"}}"##)
                        .unwrap();
                let mut after = before.clone();
                after.resource = Some(file("v").into());
                let changed =
                    r##"{"resource":{"@odata.type":"#contoso.file","name":null,"url":"v"}}"##;
                assert_eq!(to_string(&after.changes_since(&before)).unwrap(), changed);
                let set = r##"{"resource":{"@odata.type":"#contoso.file","url":"v"}}"##;
                let patch = Submission::patch().resource(file("v"));
                assert_eq!(to_string(&patch).unwrap(), set);
                let patch = Submission::patch().resource(AnyResource::from(file("v")));
                assert_eq!(to_string(&patch).unwrap(), set);
                let patch = Submission::patch().resource(File::patch().url("v"));
                assert_eq!(to_string(&patch).unwrap(), set);
                let patch = Submission::patch().resource(Resource::patch().name("n"));
                assert_eq!(to_string(&patch).unwrap(), r#"{"resource":{"name":"n"}}"#);
            }

            #[test]
            fn a_value_that_changes_its_type_sends_null_for_what_it_loses() {
                let before: Submission = from_str(
                    r##"{"resource":{"@odata.type":"#contoso.file","url":"u","name":"n"}}"##,
                )
                .unwrap();
                let after = Submission {
                    resource: Some(Resource::default().into()),
                    ..Submission::default()
                };
                assert_eq!(
                    to_string(&after.changes_since(&before)).unwrap(),
                    r#"{"resource":{"name":null}}"#
                );
            }

            #[test]
            fn a_root_is_tagged_only_if_its_type_asks_for_it_and_is_not_declared() {
                let is_derived = stringify!($tag) == "derived";
                let tag = |tag: &str| if is_derived { tag.to_owned() } else { String::new() };
                let late = LateSubmission::default().with(|late| late.reason = Some("r".into()));
                assert_eq!(
                    body(LateSubmission::create(&late).at(&ALL)),
                    format!(r##"{{{}"all":[],"reason":"r"}}"##, tag(r##""@odata.type":"#contoso.lateSubmission","##))
                );
                assert_eq!(
                    body(LateSubmission::patch().reason("r").at(&ALL.key("1"))),
                    format!(r##"{{{}"reason":"r"}}"##, tag(r##""@odata.type":"#contoso.lateSubmission","##))
                );
                assert_eq!(
                    body(Submission::patch().set(|s| s.resource, file("v")).at(&ALL.key("1"))),
                    r##"{"resource":{"@odata.type":"#contoso.file","url":"v"}}"##
                );
                let own: Route<LateSubmission> = Route::singleton("late");
                assert_eq!(
                    body(LateSubmission::patch().reason("r").at(&own)),
                    r#"{"reason":"r"}"#
                );
            }
        }
    };
}

models!(without_tags, none);
models!(with_tags_if_derived, derived);

#[test]
fn an_unknown_derived_type_is_written_as_the_tags_of_its_base_are() {
    #[graph_entity(odata = "contoso.assignment", tag = bare)]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Bare {
        name: Option<String>,
    }

    #[graph_entity(odata = "contoso.assignment")]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Marked {
        name: Option<String>,
    }

    let text = |mark: &str| {
        format!(r#"{{"@odata.type":"{mark}contoso.groupAssignment","id":"1","name":"n"}}"#)
    };
    for read in ["", "#"].map(text) {
        let bare: Bare = from_str(&read).unwrap();
        assert_eq!(to_string(&bare).unwrap(), text(""));
        let marked: Marked = from_str(&read).unwrap();
        assert_eq!(to_string(&marked).unwrap(), text("#"));
    }
}
