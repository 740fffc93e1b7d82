//! The options of a query. Their values are not encoded yet.

use super::filter::Filter;
use super::search::Search;

/// The options that are given.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub select: Vec<String>,
    pub expand: Vec<String>,
    pub filter: Option<Filter>,
    pub order_by: Vec<String>,
    pub top: Option<u32>,
    pub skip: Option<u32>,
    pub count: bool,
    pub search: Option<Search>,
    pub compute: Vec<String>,
    pub apply: Option<String>,
    pub levels: Option<String>,
}

impl Options {
    /// The options that are given, by name and value, in a fixed order.
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, String)> {
        let list = |items: &[String]| (!items.is_empty()).then(|| items.join(","));
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        [
            ("$apply", self.apply.clone()),
            ("$compute", list(&self.compute)),
            ("$select", list(&self.select)),
            ("$expand", list(&self.expand)),
            ("$search", self.search.as_ref().map(Search::to_string)),
            ("$filter", self.filter.as_ref().map(Filter::to_string)),
            ("$orderby", list(&self.order_by)),
            ("$top", number(self.top)),
            ("$skip", number(self.skip)),
            ("$count", self.count.then(|| "true".to_owned())),
            ("$levels", self.levels.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}
