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
    is_collection: bool,
    cast: Option<&'static str>,
    /// The references or the number, if they are read instead of the entities.
    instead: Option<Instead>,
    options: Options,
    mistake: Option<QueryError>,
}

/// The kinds of results that are read instead of related entities (OData URL Conventions
/// 4.01, sections 5.1.3.2 and 5.1.3.3).
#[derive(Clone, Copy, Debug)]
enum Instead {
    References,
    Count,
}

impl Instead {
    fn segment(self) -> &'static str {
        match self {
            Self::References => "/$ref",
            Self::Count => "/$count",
        }
    }

    fn takes(self, option: &str) -> bool {
        let of_both = matches!(option, "$filter" | "$search");
        match self {
            Self::References => {
                of_both || matches!(option, "$orderby" | "$top" | "$skip" | "$count")
            }
            Self::Count => of_both,
        }
    }
}

impl ExpandItem {
    /// The related entities, without options.
    fn whole(path: Path) -> Self {
        Self::new(path, true, None, Options::default(), None)
    }

    pub(super) fn new(
        path: Path,
        is_collection: bool,
        cast: Option<&'static str>,
        options: Options,
        mistake: Option<QueryError>,
    ) -> Self {
        Self {
            path,
            is_collection,
            cast,
            instead: None,
            options,
            mistake,
        }
    }

    /// Reads references to the related entities instead of the entities (OData URL Conventions
    /// 4.01, section 5.1.3.2).
    pub fn references(mut self) -> Self {
        self.instead = Some(Instead::References);
        self
    }

    /// Reads the number of related entities instead of the entities. It can be combined only with a
    /// filter and a search, and only for a relationship to many entities.
    pub fn count(mut self) -> Self {
        self.instead = Some(Instead::Count);
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

    /// The relationship, with the cast after it.
    pub(super) fn target(&self) -> String {
        let mut target = self.path.names().to_owned();
        if let Some(name) = self.cast {
            target.extend(["/", name]);
        }
        target
    }

    pub(super) fn text(&self) -> String {
        let mut text = self.target();
        text.extend(self.instead.map(Instead::segment));
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
        self.mistake
            .clone()
            .or_else(|| self.path.mistake_in_selection())
            .or_else(|| self.misplaced_option())
    }

    fn misplaced_option(&self) -> Option<QueryError> {
        let misplaced = |option: &str, with| {
            Some(QueryError::Misplaced {
                option: option.to_owned(),
                with,
            })
        };
        if self.options.levels.as_deref() == Some("0") {
            return misplaced("$levels=0", "$expand");
        }
        match self.instead? {
            Instead::Count if !self.is_collection => misplaced("$count", "one related entity"),
            instead => {
                let mut options = self.options.given();
                let (option, _) = options.find(|(option, _)| !instead.takes(option))?;
                misplaced(option, instead.segment().trim_start_matches('/'))
            }
        }
    }
}

/// How far a relationship is expanded along itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// To this depth. An expansion without levels has depth 1.
    Depth(u32),
    /// To the greatest depth that the service supports.
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
