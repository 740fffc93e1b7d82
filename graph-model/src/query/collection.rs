//! Conditions on the items of a collection, and the number of its items.
//!
//! OData URL Conventions 4.01, sections 4.8 (`$count`), 5.1.1.6 (collections) and 5.1.1.13
//! (lambda operators).

use super::error::QueryError;
use super::expression::{Expression, ToTree};
use super::filter::{Condition, Filter};
use super::instance::Instance;
use super::literal::json_of;
use super::operand::Comparable;
use super::path::{Path, ToPath};
use super::receivers::{for_expressions, for_handles};
use super::tree::{Quantifier, Tree};
use crate::description::{PropertyScope, Queryable};
use crate::patch::IntoProperty;
use crate::patch::into_property::PropertyValue;

fn items<P: Queryable, C: Condition>(
    quantifier: Quantifier,
    collection: &impl ToPath,
    condition: impl FnOnce(&Instance<P>) -> C,
) -> Filter {
    let item = Instance::new();
    let condition = condition(&item).into_filter().into_tree();
    Filter::new(Tree::Items {
        quantifier,
        collection: collection.to_path(),
        item: item.scope(),
        condition: Some(Box::new(condition)),
    })
}

/// The condition of a count. It is written without names for the items, so it cannot name anything
/// outside an item.
fn count_condition<P: Queryable, C: Condition>(
    condition: impl FnOnce(&Instance<P>) -> C,
) -> Result<Tree, QueryError> {
    let item = Instance::new();
    let mut condition = condition(&item).into_filter().into_tree();
    condition.nest(item.scope(), &Path::root());
    condition.mistake().map_or(Ok(condition), Err)
}

for_handles! { [P: Queryable] Vec<P> => {
    /// Holds if the condition holds for at least one item of the collection.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     pub group_types: Vec<String>,
    /// }
    ///
    /// let request = Group::list()
    ///     .filter(|group| group.group_types.any(|group_type| group_type.eq("Unified")))
    ///     .at(&GroupCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$filter=groupTypes/any(item1:item1%20eq%20'Unified')")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn any<C: Condition>(&self, condition: impl FnOnce(&Instance<P>) -> C) -> Filter {
        items(Quantifier::Any, self, condition)
    }

    /// Holds if the condition holds for every item of the collection. It also holds for an empty
    /// collection.
    pub fn all<C: Condition>(&self, condition: impl FnOnce(&Instance<P>) -> C) -> Filter {
        items(Quantifier::All, self, condition)
    }

    /// Holds if the collection has at least one item.
    pub fn is_not_empty(&self) -> Filter {
        Filter::new(Tree::Items {
            quantifier: Quantifier::Any,
            collection: self.to_path(),
            item: PropertyScope::ROOT,
            condition: None,
        })
    }

    /// Returns the number of items.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// # pub struct User {
    /// #     pub account_enabled: Option<bool>,
    /// #     #[graph(navigation)]
    /// #     pub direct_reports: Vec<User>,
    /// # }
    /// let request = User::list()
    ///     .filter(|user| user.direct_reports.count().gt(3))
    ///     .order_by(|user| {
    ///         user.direct_reports.count_where(|report| report.account_enabled).descending()
    ///     })
    ///     .at(&UserCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$filter=directReports/$count gt 3&$orderby=directReports/$count($filter%3DaccountEnabled) desc"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn count(&self) -> Expression<i64> {
        Expression::new(Tree::Count {
            collection: self.to_path(),
            condition: None,
        })
    }

    /// Returns the number of items that meet the condition (OData 4.01). The condition names
    /// properties of the items only.
    pub fn count_where<C: Condition>(&self, condition: impl FnOnce(&Instance<P>) -> C) -> Expression<i64> {
        Expression::new(match count_condition(condition) {
            Ok(condition) => Tree::Count {
                collection: self.to_path(),
                condition: Some(Box::new(condition)),
            },
            Err(mistake) => Tree::Mistake(mistake),
        })
    }
}}

/// A function of a collection and a list of values, which is written as JSON.
fn of_lists<P: Comparable>(
    function: &'static str,
    collection: &impl ToTree,
    values: &impl PropertyValue<Vec<P>>,
) -> Filter {
    let collection = collection.to_tree();
    let values = Tree::operand_of(json_of(values).map(Tree::Literal), &collection);
    Filter::new(Tree::call(function, [collection, values]))
}

for_expressions! { [P] Vec<P> => {
    /// Holds if each of the values is an item of the collection (OData 4.01).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "contoso.recipe", path = "/recipes/{recipeId}")]
    /// # pub struct Recipe { pub tags: Vec<String> }
    /// let request = Recipe::list()
    ///     .filter(|recipe| recipe.tags.has_subset(["quick", "cheap"]))
    ///     .at(&RecipeCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$filter=hassubset(tags,%5B%22quick%22,%22cheap%22%5D)")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[allow(clippy::needless_pass_by_value, reason = "it takes what a setter takes, by the same trait")]
    pub fn has_subset(&self, values: impl IntoProperty<Vec<P>>) -> Filter
    where
        P: Comparable,
    {
        of_lists("hassubset", self, &values)
    }

    /// Holds if the values are items of the collection, in this order (OData 4.01). Other items may
    /// be between them.
    #[allow(clippy::needless_pass_by_value, reason = "it takes what a setter takes, by the same trait")]
    pub fn has_subsequence(&self, values: impl IntoProperty<Vec<P>>) -> Filter
    where
        P: Comparable,
    {
        of_lists("hassubsequence", self, &values)
    }
}}
