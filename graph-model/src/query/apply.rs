//! `$apply` and `$compute`: calculations of the service over a collection and its items.
//!
//! OData Extension for Data Aggregation 4.0, sections 3.1 to 3.10 (aggregate, groupby, filter);
//! OData Protocol 4.01, section 11.2.5.3 (compute).

use std::marker::PhantomData;

use super::error::QueryError;
use super::expression::ToTree;
use super::filter::Condition;
use super::instance::{Instance, identifier};
use super::kinds::NumberProperty;
use super::lists::{lists, tuple_of_items};
use super::operand::Comparable;
use super::path::{NestedPropertyPath, Path, ToPath};
use super::receivers::for_expressions;
use super::tree::Tree;
use crate::description::{PropertyPath, Queryable};

mod sealed {
    /// Keeps other crates from implementing [`IntoAggregates`](super::IntoAggregates).
    pub trait Sealed {}

    impl Sealed for super::Aggregate {}
}

/// A named value that the service calculates from the items of a group.
#[derive(Clone, Debug)]
#[must_use = "an aggregate does nothing until it is part of a query"]
pub struct Aggregate {
    /// The expression, or nothing for the number of items.
    of: Option<Tree>,
    method: &'static str,
    name: String,
}

impl Aggregate {
    /// Counts the items of a group, under this name.
    pub fn count(name: impl Into<String>) -> Self {
        Self {
            of: None,
            method: "",
            name: name.into(),
        }
    }

    fn text(&self) -> Result<String, QueryError> {
        let name = identifier(&self.name)?;
        Ok(match &self.of {
            Some(tree) => {
                if let Some(mistake) = tree.mistake() {
                    return Err(mistake);
                }
                format!("{tree} with {} as {name}", self.method)
            }
            None => format!("$count as {name}"),
        })
    }
}

fn aggregate(of: &impl ToTree, method: &'static str, name: impl Into<String>) -> Aggregate {
    Aggregate {
        of: Some(of.to_tree()),
        method,
        name: name.into(),
    }
}

for_expressions! { [P] P => {
    /// Returns the sum over the items of a group, under this name.
    pub fn sum(&self, name: impl Into<String>) -> Aggregate
    where
        P: NumberProperty,
    {
        aggregate(self, "sum", name)
    }

    /// Returns the mean over the items of a group, under this name.
    pub fn average(&self, name: impl Into<String>) -> Aggregate
    where
        P: NumberProperty,
    {
        aggregate(self, "average", name)
    }
}}

for_expressions! { [P] P => {
    /// Returns the least value among the items of a group, under this name.
    pub fn min(&self, name: impl Into<String>) -> Aggregate
    where
        P: Comparable,
    {
        aggregate(self, "min", name)
    }

    /// Returns the greatest value among the items of a group, under this name.
    pub fn max(&self, name: impl Into<String>) -> Aggregate
    where
        P: Comparable,
    {
        aggregate(self, "max", name)
    }

    /// Returns the number of different values among the items of a group, under this name.
    pub fn count_distinct(&self, name: impl Into<String>) -> Aggregate
    where
        P: Comparable,
    {
        aggregate(self, "countdistinct", name)
    }
}}

/// The aggregates of a group: an [`Aggregate`], or a tuple, array or `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an aggregate",
    label = "neither an aggregate, nor a tuple or array of them",
    note = "write `order.price.sum(\"total\")`, or `Aggregate::count(\"number\")`"
)]
pub trait IntoAggregates: sealed::Sealed {
    /// Adds the aggregates.
    #[doc(hidden)]
    fn add_to(self, aggregates: &mut Vec<Aggregate>);
}

#[diagnostic::do_not_recommend]
impl IntoAggregates for Aggregate {
    fn add_to(self, aggregates: &mut Vec<Aggregate>) {
        aggregates.push(self);
    }
}

lists!(IntoAggregates of Aggregate);

/// The properties to group by: the handle of a property with a primitive value, or a tuple, array
/// or `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "groups cannot be made by `{Self}`",
    label = "neither a property with a primitive value, nor a tuple or array of them",
    note = "of a complex value name a property, with `of`"
)]
pub trait IntoGroups: of_groups::Sealed {
    /// Adds the paths.
    #[doc(hidden)]
    fn add_to(self, paths: &mut Vec<Path>);
}

mod of_groups {
    use crate::description::PropertyPath;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoGroups`](super::IntoGroups).
    pub trait Sealed {}

    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<PropertyPath<P, A>> {}
}

macro_rules! groups {
    ($($handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<P: Comparable, A> IntoGroups for $handle {
                fn add_to(self, paths: &mut Vec<Path>) {
                    paths.push(self.to_path());
                }
            }
        )*
    };
}

groups!(PropertyPath<P, A>, NestedPropertyPath<PropertyPath<P, A>>);

mod groups {
    use super::of_groups as sealed;
    use super::{IntoGroups, Path};
    use crate::query::lists::{lists, tuple_of_items};

    lists!(IntoGroups of Path);
}

/// The transformations of `$apply`, one after the other, of items of type `T`; see
/// [`Query::apply`](super::Query::apply).
///
/// The result of a grouping or an aggregation has its own type, whose properties the next
/// transformation names.
#[must_use = "transformations do nothing until they are part of a query"]
pub struct Transformations<T> {
    steps: Vec<String>,
    mistake: Option<QueryError>,
    of: PhantomData<fn() -> T>,
}

impl<T> Transformations<T> {
    pub(super) fn new() -> Self {
        Self {
            steps: Vec::new(),
            mistake: None,
            of: PhantomData,
        }
    }

    /// The value of the option, if there is a transformation, and the first mistake.
    pub(super) fn into_parts(self) -> (Option<String>, Option<QueryError>) {
        let apply = (!self.steps.is_empty()).then(|| self.steps.join("/"));
        (apply, self.mistake)
    }

    /// The transformations with another, whose items are of type `R`.
    fn step<R>(mut self, step: Result<String, QueryError>) -> Transformations<R> {
        match step {
            Ok(step) => self.steps.push(step),
            Err(mistake) => self.mistake = self.mistake.or(Some(mistake)),
        }
        Transformations {
            steps: self.steps,
            mistake: self.mistake,
            of: PhantomData,
        }
    }
}

impl<T: Queryable> Transformations<T> {
    /// Keeps the items that meet the condition.
    pub fn filter<C: Condition>(self, condition: impl FnOnce(&Instance<T>) -> C) -> Self {
        let instance = Instance::new();
        let mut condition = condition(&instance).into_filter().into_tree();
        condition.nest(instance.scope(), &Path::root());
        let mistake = condition.mistake();
        self.step(mistake.map_or_else(|| Ok(format!("filter({condition})")), Err))
    }

    /// Calculates aggregates over all items. The result is one item.
    pub fn aggregate<R, G: IntoAggregates>(
        self,
        aggregates: impl FnOnce(&Instance<T>) -> G,
    ) -> Transformations<R> {
        self.step(aggregate_text(aggregates))
    }

    /// Groups the items that have the same values of these properties.
    pub fn group_by<R, S: IntoGroups>(
        self,
        properties: impl FnOnce(&Instance<T>) -> S,
    ) -> Transformations<R> {
        let groups = group_text(properties);
        self.step(groups.map(|groups| format!("groupby({groups})")))
    }

    /// Groups the items, and calculates aggregates over each group.
    pub fn group_by_with<R, S: IntoGroups, G: IntoAggregates>(
        self,
        properties: impl FnOnce(&Instance<T>) -> S,
        aggregates: impl FnOnce(&Instance<T>) -> G,
    ) -> Transformations<R> {
        let groups = group_text(properties);
        let aggregates = aggregate_text(aggregates);
        self.step(groups.and_then(|groups| Ok(format!("groupby({groups},{})", aggregates?))))
    }
}

fn aggregate_text<T: Queryable, G: IntoAggregates>(
    aggregates: impl FnOnce(&Instance<T>) -> G,
) -> Result<String, QueryError> {
    let instance = Instance::new();
    let mut given = Vec::new();
    aggregates(&instance).add_to(&mut given);
    if given.is_empty() {
        return Err(nothing_in("aggregate"));
    }
    let texts: Result<Vec<_>, _> = given
        .into_iter()
        .map(|mut aggregate| {
            if let Some(tree) = &mut aggregate.of {
                tree.nest(instance.scope(), &Path::root());
            }
            aggregate.text()
        })
        .collect();
    Ok(format!("aggregate({})", texts?.join(",")))
}

fn group_text<T: Queryable, S: IntoGroups>(
    properties: impl FnOnce(&Instance<T>) -> S,
) -> Result<String, QueryError> {
    let instance = Instance::new();
    let mut paths = Vec::new();
    properties(&instance).add_to(&mut paths);
    if paths.is_empty() {
        return Err(nothing_in("groupby"));
    }
    let mut names = Vec::new();
    for mut path in paths {
        path.nest(instance.scope(), &Path::root());
        if let Some(mistake) = path.mistake(&[]) {
            return Err(mistake);
        }
        names.push(path.names().to_owned());
    }
    Ok(format!("({})", names.join(",")))
}

fn nothing_in(transformation: &str) -> QueryError {
    QueryError::NoValues {
        property: transformation.to_owned(),
    }
}
