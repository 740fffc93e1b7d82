//! No lint of the compiler that is off by default warns about what the attributes generate.

#![deny(absolute_paths_not_starting_with_crate)]
#![deny(ambiguous_negative_literals)]
#![deny(closure_returning_async_block)]
#![deny(deprecated_in_future)]
#![deny(deref_into_dyn_supertrait)]
#![deny(elided_lifetimes_in_paths)]
#![deny(explicit_outlives_requirements)]
#![deny(if_let_rescope)]
#![deny(impl_trait_overcaptures)]
#![deny(impl_trait_redundant_captures)]
#![deny(let_underscore_drop)]
#![deny(macro_use_extern_crate)]
#![deny(meta_variable_misuse)]
#![deny(missing_copy_implementations)]
#![deny(missing_debug_implementations)]
#![deny(missing_unsafe_on_extern)]
#![deny(non_ascii_idents)]
#![deny(redundant_imports)]
#![deny(redundant_lifetimes)]
#![deny(single_use_lifetimes)]
#![deny(tail_expr_drop_order)]
#![deny(trivial_casts)]
#![deny(trivial_numeric_casts)]
#![deny(unnameable_types)]
#![deny(unreachable_pub)]
#![deny(unsafe_attr_outside_unsafe)]
#![deny(unsafe_code)]
#![deny(unused_extern_crates)]
#![deny(unused_import_braces)]
#![deny(unused_lifetimes)]
#![deny(unused_macro_rules)]
#![deny(unused_qualifications)]
#![deny(missing_docs)]

use graph_model::path::Collection;
use graph_model::{
    Flags, Page, RawJson, Route, Stream, UnknownObject, graph_action, graph_complex, graph_entity,
    graph_enum, graph_function, graph_union,
};
use std::collections::BTreeMap;

/// Body.
#[graph_complex(odata = "contoso.itemBody", tag = derived)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemBody {
    /// Content.
    pub content: Option<String>,
    /// More.
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

/// Days.
#[graph_enum(odata = "contoso.day", flags)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// Monday.
    Monday = 1,
    /// Another.
    #[graph(unknown)]
    Unknown(String),
}

/// Colour.
#[graph_enum(odata = "contoso.colour")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Red.
    Red,
    /// Another.
    #[graph(unknown)]
    Unknown(String),
}

/// Directory object.
#[graph_entity(odata = "contoso.directoryObject", path = "/directoryObjects/{id}")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryObject {}

/// Group.
#[graph_entity(odata = "contoso.group", base = DirectoryObject, path = "/groups/{groupId}", paths(MyGroupPath = "/me/group"), media)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Name.
    pub display_name: Option<String>,
    /// Old.
    #[deprecated = "gone"]
    pub old: Option<String>,
    /// Days.
    pub days: Option<Flags<Day>>,
    /// Colour.
    pub colour: Option<Colour>,
    /// Size.
    #[graph(default)]
    pub size: f64,
    /// Body.
    pub body: Option<ItemBody>,
    /// Owners.
    #[graph(navigation)]
    pub owners: Vec<DirectoryObject>,
    /// Parent.
    #[graph(navigation)]
    pub parent: Option<Box<Self>>,
    /// Photo.
    pub photo: Option<Stream>,
    /// Created.
    #[graph(read_only, edm = DateTimeOffset)]
    pub created: Option<String>,
}

/// No default.
#[graph_entity(odata = "contoso.drafted")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// Colour.
    pub colour: Colour,
}

/// Any.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyObject {
    /// Base.
    DirectoryObject(DirectoryObject),
    /// Group.
    Group(Box<Group>),
    /// Another.
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// Renew.
#[graph_action(odata = "contoso.renew", on = Group, returns = Vec<String>)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renew {
    /// Reason.
    pub reason: Option<String>,
}

/// Count.
#[graph_function(odata = "contoso.count", on = Collection<Group>, returns = i32)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Since.
    #[graph(edm = Date)]
    pub since: String,
}

/// Groups.
pub const GROUPS: Route<Collection<Group>> = Route::entity_set("groups");

/// Reads.
#[must_use]
pub(crate) fn names(page: &Page<Group>) -> Vec<&str> {
    page.value
        .iter()
        .filter_map(|group| group.display_name.as_deref())
        .collect()
}

/// Adds nothing to its base.
#[graph_entity(odata = "contoso.same", base = DirectoryObject)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Same {}

/// Adds nothing to its base, and has no default value.
#[graph_entity(odata = "contoso.sameWithoutDefault", base = DirectoryObject)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameWithoutDefault {}

fn main() {}
