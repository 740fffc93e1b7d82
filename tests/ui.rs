//! Compile-fail cases: one mistake per file, its error at the token that is wrong.

#[test]
fn mistakes_are_explained_where_they_are_made() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}
