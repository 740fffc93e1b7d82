//! The options of a query. Their values are not encoded yet.

use super::error::QueryError;
use super::filter::Filter;
use super::search::Search;
use super::tree::Tree;

/// The options that are given.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub select: Vec<String>,
    /// The relationships with their casts, and the items as they are written.
    pub expand: Vec<(String, String)>,
    pub filter: Option<Filter>,
    pub order_by: Vec<String>,
    pub top: Option<u32>,
    pub skip: Option<u32>,
    pub count: bool,
    pub search: Option<Search>,
    /// The names, and the texts of the values.
    pub compute: Vec<(String, String)>,
    pub apply: Option<String>,
    pub levels: Option<String>,
    /// Whether these are the options of an expanded relationship.
    pub is_expanded: bool,
}

impl Options {
    /// Adds an expanded relationship. Each may be expanded once (OData URL Conventions 4.01,
    /// section 5.1.3).
    pub(super) fn add_expansion(&mut self, target: String, text: String) -> Option<QueryError> {
        match self.expand.iter().find(|(other, _)| *other == target) {
            Some((_, other)) if *other == text => None,
            Some(_) => Some(QueryError::Repeated { name: target }),
            None => {
                self.expand.push((target, text));
                None
            }
        }
    }

    /// Adds a computed property, whose name no other has.
    pub(super) fn add_computed(&mut self, name: &str, value: &Tree) -> Option<QueryError> {
        let is_taken = self.compute.iter().any(|(other, _)| other == name);
        self.compute.push((name.to_owned(), value.to_string()));
        is_taken.then(|| QueryError::Repeated {
            name: name.to_owned(),
        })
    }

    /// The options that are given, by name and value, in a fixed order.
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, String)> {
        let list = |items: &[String]| (!items.is_empty()).then(|| items.join(","));
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        let expand = self.expand.iter().map(|(_, text)| text.clone());
        let compute = self.compute.iter();
        let compute = compute.map(|(name, value)| format!("{value} as {name}"));
        let filter = self.filter.as_ref().map(|filter| {
            if self.is_expanded {
                filter.text_in_expansion()
            } else {
                filter.to_string()
            }
        });
        [
            ("$apply", self.apply.clone()),
            ("$compute", list(&compute.collect::<Vec<_>>())),
            ("$select", list(&self.select)),
            ("$expand", list(&expand.collect::<Vec<_>>())),
            ("$search", self.search.as_ref().map(Search::to_string)),
            ("$filter", filter),
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
