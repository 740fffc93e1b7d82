//! What can be selected, ordered by and expanded: one handle, or several in a tuple.

use super::{NavigationPath, PropertyPath, Query};
use crate::request::RequestError;
use crate::sealed::Sealed;

/// Properties to select: a handle, a tuple, an array or a `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "no property, and no tuple or array of them",
    note = "name up to sixteen properties at once: `|user| (user.id, user.display_name)`"
)]
pub trait Selection: Sealed {
    /// Adds the names.
    #[doc(hidden)]
    fn names(&self, names: &mut Vec<String>);
}

impl<P> Selection for PropertyPath<P> {
    fn names(&self, names: &mut Vec<String>) {
        names.push(self.to_string());
    }
}

impl<P> Selection for NavigationPath<P> {
    fn names(&self, names: &mut Vec<String>) {
        names.push(self.to_string());
    }
}

/// An order of a collection: by a property, ascending or descending.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an order does nothing until it is part of a query"]
pub struct Ordering(String);

impl<P> PropertyPath<P> {
    /// From the least to the greatest, which is what a property means by itself.
    pub fn ascending(&self) -> Ordering {
        Ordering(self.to_string())
    }

    /// From the greatest to the least.
    pub fn descending(&self) -> Ordering {
        Ordering(format!("{self} desc"))
    }
}

/// What to order by: an [`Ordering`], a handle for its ascending order, or a tuple or array of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no order",
    label = "no property, no `descending()` of one, and no tuple or array of them"
)]
pub trait Orderings: Sealed {
    /// Adds the texts.
    #[doc(hidden)]
    fn texts(&self, texts: &mut Vec<String>);
}

impl Orderings for Ordering {
    fn texts(&self, texts: &mut Vec<String>) {
        texts.push(self.0.clone());
    }
}

impl<P> Orderings for PropertyPath<P> {
    fn texts(&self, texts: &mut Vec<String>) {
        self.ascending().texts(texts);
    }
}

/// A relationship to expand, with what is to be read of the related entities.
#[derive(Clone, Debug)]
#[must_use = "an expansion does nothing until it is part of a query"]
pub struct Expansion {
    pub(super) text: String,
    pub(super) mistake: Option<RequestError>,
}

impl Expansion {
    pub(super) fn with_query<P, T, K>(path: &PropertyPath<P>, query: Query<T, K>) -> Self {
        let options: Vec<String> = query
            .options
            .given()
            .map(|(name, value)| [name, "=", &value].concat())
            .collect();
        let mut text = path.to_string();
        if let Some(name) = query.cast {
            text.extend(["/", name]);
        }
        if !options.is_empty() {
            text.extend(["(", &options.join(";"), ")"]);
        }
        Self {
            text,
            mistake: query.options.mistake,
        }
    }
}

/// What to expand: a relationship, an [`Expansion`], or a tuple or array of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded",
    label = "no relationship, and no tuple or array of them",
    note = "a field is a relationship where it is marked `#[graph(navigation)]`; other properties are selected"
)]
pub trait Expansions: Sealed {
    /// The expansions.
    #[doc(hidden)]
    fn expansions(self) -> Vec<Expansion>;
}

impl Expansions for Expansion {
    fn expansions(self) -> Vec<Expansion> {
        vec![self]
    }
}

impl<P> Expansions for NavigationPath<P> {
    fn expansions(self) -> Vec<Expansion> {
        vec![Expansion {
            text: self.to_string(),
            mistake: None,
        }]
    }
}

impl<S: Selection> Selection for Vec<S> {
    fn names(&self, names: &mut Vec<String>) {
        for selection in self {
            selection.names(names);
        }
    }
}

impl<S: Selection, const N: usize> Selection for [S; N] {
    fn names(&self, names: &mut Vec<String>) {
        for selection in self {
            selection.names(names);
        }
    }
}

impl<O: Orderings> Orderings for Vec<O> {
    fn texts(&self, texts: &mut Vec<String>) {
        for ordering in self {
            ordering.texts(texts);
        }
    }
}

impl<O: Orderings, const N: usize> Orderings for [O; N] {
    fn texts(&self, texts: &mut Vec<String>) {
        for ordering in self {
            ordering.texts(texts);
        }
    }
}

impl<E: Expansions> Expansions for Vec<E> {
    fn expansions(self) -> Vec<Expansion> {
        self.into_iter().flat_map(E::expansions).collect()
    }
}

impl<E: Expansions, const N: usize> Expansions for [E; N] {
    fn expansions(self) -> Vec<Expansion> {
        self.into_iter().flat_map(E::expansions).collect()
    }
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*)?) => {
        $(
            impl<$first: Selection, $($rest: Selection),*> Selection for ($first, $($rest,)*) {
                #[allow(non_snake_case, reason = "one variable per type, of its name")]
                fn names(&self, names: &mut Vec<String>) {
                    let ($first, $($rest,)*) = self;
                    $first.names(names);
                    $($rest.names(names);)*
                }
            }

            impl<$first: Orderings, $($rest: Orderings),*> Orderings for ($first, $($rest,)*) {
                #[allow(non_snake_case, reason = "one variable per type, of its name")]
                fn texts(&self, texts: &mut Vec<String>) {
                    let ($first, $($rest,)*) = self;
                    $first.texts(texts);
                    $($rest.texts(texts);)*
                }
            }

            impl<$first: Expansions, $($rest: Expansions),*> Expansions for ($first, $($rest,)*) {
                #[allow(non_snake_case, reason = "one variable per type, of its name")]
                fn expansions(self) -> Vec<Expansion> {
                    let ($first, $($rest,)*) = self;
                    #[allow(unused_mut, reason = "a tuple may hold but one")]
                    let mut expansions = $first.expansions();
                    $(expansions.extend($rest.expansions());)*
                    expansions
                }
            }

            tuples!($($rest)*);
        )?
    };
}

tuples!(A B C D E F G H I J K L M N O P);
