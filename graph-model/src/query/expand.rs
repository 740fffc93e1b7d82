//! `$expand`: the related entities that a query reads along with the entity.

use std::fmt;

use super::error::QueryError;
use super::instance::AllProperties;
use super::lists::{lists, tuple_of_items};
use super::options::Options;
use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{NavigationPropertyPath, PropertyScope};

mod sealed {
    use super::ExpandItem;
    use crate::description::NavigationPropertyPath;
    use crate::query::instance::AllProperties;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoExpand`](super::IntoExpand).
    pub trait Sealed {}

    impl Sealed for ExpandItem {}
    impl<P, A> Sealed for NavigationPropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<NavigationPropertyPath<P, A>> {}
    impl Sealed for NestedPropertyPath<AllProperties> {}
}

/// A navigation property to expand, with the options of a query for the related entities.
#[derive(Clone, Debug)]
#[must_use = "an expand item does nothing until it is part of a query"]
pub struct ExpandItem {
    path: Path,
    cast: Option<&'static str>,
    /// What is read instead of the entities: `$ref` or `$count`.
    instead: Option<&'static str>,
    options: Options,
    mistake: Option<QueryError>,
}

impl ExpandItem {
    /// The related entities, without options.
    fn whole(path: Path) -> Self {
        Self::with_options(path, None, Options::default(), None)
    }

    pub(super) fn with_options(
        path: Path,
        cast: Option<&'static str>,
        options: Options,
        mistake: Option<QueryError>,
    ) -> Self {
        Self {
            path,
            cast,
            instead: None,
            options,
            mistake,
        }
    }

    /// Reads the references of the related entities, and not the entities (OData URL Conventions
    /// 4.01, section 5.1.3.2).
    pub fn references(mut self) -> Self {
        self.instead = Some("/$ref");
        self
    }

    /// Reads the number of related entities, and not the entities.
    pub fn count(mut self) -> Self {
        self.instead = Some("/$count");
        self
    }

    /// Reads the related entities of the related entities as well, along the same relationship, to
    /// this depth (OData URL Conventions 4.01, section 5.1.3.1).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// # pub struct User {
    /// #     pub display_name: Option<String>,
    /// #     #[graph(navigation)]
    /// #     pub manager: Option<Box<User>>,
    /// # }
    /// use graph_model::query::Levels;
    ///
    /// let request = User::get()
    ///     .expand(|user| {
    ///         user.manager.query(|manager| manager.select(|user| user.display_name)).levels(Levels::Max)
    ///     })
    ///     .at(&UserPath { user_id: "4f" })
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$expand=manager($select%3DdisplayName%3B$levels%3Dmax)")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn levels(mut self, levels: impl Into<Levels>) -> Self {
        self.options.levels = Some(levels.into().to_string());
        self
    }

    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.path.nest(scope, outer);
    }

    pub(super) fn text(&self) -> String {
        let mut text = self.path.names().to_owned();
        if let Some(name) = self.cast {
            text.extend(["/", name]);
        }
        text.extend(self.instead);
        let options: Vec<String> = self
            .options
            .given()
            .map(|(name, value)| [name, "=", &value].concat())
            .collect();
        if !options.is_empty() {
            text.extend(["(", &options.join(";"), ")"]);
        }
        text
    }

    pub(super) fn mistake(&self) -> Option<QueryError> {
        self.mistake.clone().or_else(|| self.path.mistake(&[]))
    }
}

/// How far a relationship is expanded along itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// To this depth. 1 is what an expansion does without levels.
    Depth(u32),
    /// As far as the service goes.
    Max,
}

impl From<u32> for Levels {
    fn from(depth: u32) -> Self {
        Self::Depth(depth)
    }
}

impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth(depth) => depth.fmt(f),
            Self::Max => f.write_str("max"),
        }
    }
}

/// The argument of `expand`: a navigation property, an [`ExpandItem`], or a tuple, array or `Vec`
/// of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded",
    label = "neither a navigation property, nor a tuple or array of them",
    note = "mark the field `#[graph(navigation)]` if it is a navigation property; other properties are selected"
)]
pub trait IntoExpand: sealed::Sealed {
    /// Adds the items.
    #[doc(hidden)]
    fn add_to(self, items: &mut Vec<ExpandItem>);
}

#[diagnostic::do_not_recommend]
impl IntoExpand for ExpandItem {
    fn add_to(self, items: &mut Vec<ExpandItem>) {
        items.push(self);
    }
}

macro_rules! handles {
    ($([$($generics:tt)*] $handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<$($generics)*> IntoExpand for $handle {
                fn add_to(self, items: &mut Vec<ExpandItem>) {
                    items.push(ExpandItem::whole(self.to_path()));
                }
            }
        )*
    };
}

handles!(
    [P, A] NavigationPropertyPath<P, A>,
    [P, A] NestedPropertyPath<NavigationPropertyPath<P, A>>,
    [] NestedPropertyPath<AllProperties>
);

lists!(IntoExpand of ExpandItem);
