//! Values that only look like something else in a path: system resources, steps and keys.

use graph_model::ResourcePath;
use graph_model::path::PathError;

use crate::path::{CellPath, DottedPath, PricePath, ProductPath};

#[test]
fn a_part_of_a_segment_is_not_a_system_resource() {
    let path = DottedPath { name: "$ref" };
    assert_eq!(path.to_string(), "/dotted/%24ref.");
    assert_eq!(DottedPath::parse(&path.to_string()).unwrap().path(), path);
}

#[test]
fn a_guid_is_a_key_without_quotes() {
    let id = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    for text in [
        format!("/Products({id})"),
        format!("/Products(ProductID={id})"),
        format!("https://api.contoso.com/odata/Products({id})"),
    ] {
        assert_eq!(
            ProductPath::parse(&text).unwrap().path(),
            ProductPath { product_id: id },
            "{text}"
        );
    }
    let upper = id.to_uppercase();
    let text = format!("/Prices({upper})");
    assert_eq!(
        PricePath::parse(&text).unwrap().path(),
        PricePath { price_id: &upper }
    );
    for other in [id.replace('-', "_"), id.replace('6', "g"), format!("{id}0")] {
        assert_eq!(
            ProductPath::parse(&format!("/Products({other})")),
            Err(PathError::Mismatch {
                template: "/Products/{productId}".to_owned()
            }),
            "{other}"
        );
    }
}

#[test]
fn a_segment_that_starts_with_a_dot_is_not_a_step() {
    let path = |one| CellPath {
        one,
        two: "b",
        three: "c",
        four: ".",
    };
    for one in [".git", "...", ".a", "..a"] {
        assert_eq!(
            path(one).to_text(),
            Ok(format!("/a/{one}/b/b/c/c/d(row=%2E)"))
        );
    }
    for one in [".", ".."] {
        assert_eq!(
            path(one).to_text(),
            Err(PathError::DotSegment { placeholder: "one" })
        );
    }
}
