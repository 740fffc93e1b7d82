//! Checks annotated types against the metadata of their service, and generates annotated types from
//! it.
//!
//! A service describes its types at `$metadata`, in OData CSDL XML 4.01. [`Metadata`] reads such a
//! document. [`assert_conforms!`] checks annotated types against it in your tests. The command
//! `graph-csdl` generates annotated source, and later shows how far the source of a crate has
//! drifted from the metadata:
//!
//! ```sh
//! cargo install graph-csdl
//! graph-csdl generate metadata.xml --type microsoft.graph.user --out src/models.rs
//! graph-csdl check metadata.xml src
//! ```
//!
//! This package uses only the public API of `graph-model`. Programs that use the models do not need
//! it: it is a development dependency.

#![forbid(unsafe_code)]
#![allow(
    clippy::format_push_string,
    reason = "messages are built once, and are easier to read in this form"
)]

mod annotation_value;
mod annotations;
mod attributes;
mod conformance;
mod containment;
mod containment_steps;
mod difference;
mod documents;
mod entity_key;
mod generate;
mod metadata;
mod metadata_error;
mod model;
mod path_walk;
mod position;
mod reader;
mod resolver;
mod source;
mod warning;

pub use conformance::Extent;
pub use difference::{Difference, DifferenceKind};
pub use generate::{
    Change, ChangeKind, ComplexTag, Counts, GenerateError, Generator, Leftovers, Numbers, Prepared,
    Slice, SliceError, UnknownFeature, ValueFeature,
};
pub use metadata::Metadata;
pub use metadata_error::MetadataError;
pub use source::{Drift, SourceError, drift};
pub use warning::{Warning, WarningKind};

/// Asserts that annotated types conform to the metadata.
///
/// Takes a [`Metadata`], and then entity, complex and enumeration types, unions, and the parameter structs of actions and
/// functions. Panics with all
/// differences, one per line. Types listed after `; partial` may leave out properties, members,
/// derived types or parameters.
///
/// ```
/// use graph_csdl::{Metadata, assert_conforms};
/// use graph_model::graph_complex;
///
/// #[graph_complex(odata = "contoso.point")]
/// pub struct Point {
///     pub x: i32,
/// }
///
/// let metadata = Metadata::from_xml(
///     r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///          <edmx:DataServices>
///            <Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///              <ComplexType Name="point">
///                <Property Name="x" Type="Edm.Int32" Nullable="false"/>
///                <Property Name="y" Type="Edm.Int32" Nullable="false"/>
///              </ComplexType>
///            </Schema>
///          </edmx:DataServices>
///        </edmx:Edmx>"#,
/// )?;
/// assert_conforms!(metadata; partial Point);
/// # Ok::<(), graph_csdl::MetadataError>(())
/// ```
///
/// `assert_conforms!(metadata, Point)` panics with ``contoso.point/y: missing property of type `Edm.Int32` ``.
#[macro_export]
macro_rules! assert_conforms {
    ($metadata:expr $(, $whole:ty)* $(,)? $(; partial $($partial:ty),+ $(,)?)?) => {{
        #[allow(unused_imports, reason = "each trait serves one kind of type, and not every call has all kinds")]
        use $crate::__private::{
            EnumerationTypeModel, OperationModelOf, StructuredTypeModel, UnionTypeModel,
        };
        $crate::__private::assert_conform(
            &$metadata,
            &[$((&&&&$crate::__private::ModelOf::<$whole>::default()).model()),*],
            &[$($((&&&&$crate::__private::ModelOf::<$partial>::default()).model()),*)?],
        )
    }};
}

/// The items that `assert_conforms!` expands to. They are not part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use super::model::{
        EnumerationTypeModel, ModelOf, OperationModelOf, StructuredTypeModel, UnionTypeModel,
    };

    use super::conformance::differences;
    use super::model::Model;
    use super::{Extent, Metadata};

    /// # Panics
    ///
    /// Panics if there are differences.
    #[track_caller]
    pub fn assert_conform(metadata: &Metadata, whole: &[Model], partial: &[Model]) {
        let of = |models: &[Model], extent: Extent| -> Vec<String> {
            let found = models
                .iter()
                .flat_map(|model| differences(metadata, model, extent));
            found.map(|difference| difference.to_string()).collect()
        };
        let lines = [of(whole, Extent::Whole), of(partial, Extent::Partial)].concat();
        assert!(
            lines.is_empty(),
            "the types differ from the metadata:\n{}",
            lines.join("\n")
        );
    }
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
