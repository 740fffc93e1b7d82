//! Typed models of Microsoft Graph and other OData v4 services.
//!
//! Annotate a plain struct, and read it, write it and PATCH it exactly as the service wants it:
//!
//! ```
//! use graph_model::{Endpoint, graph_entity};
//!
//! /// A group of users and devices.
//! #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
//! #[derive(Clone, Debug, Default, PartialEq)]
//! pub struct Group {
//!     /// The name.
//!     pub display_name: Option<String>,
//!     /// What the group is for.
//!     pub description: Option<String>,
//! }
//!
//! let request = Group::patch()
//!     .display_name("Pilots")
//!     .clear_description()
//!     .at(&GroupPath { group_id: "4f" })
//!     .bearer("eyJ0eXAi")
//!     .build(&Endpoint::V1_0)?;
//!
//! assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/groups/4f");
//! assert_eq!(
//!     request.body(),
//!     br##"{"@odata.type":"#microsoft.graph.group","displayName":"Pilots","description":null}"##
//! );
//! # Ok::<(), graph_model::RequestError>(())
//! ```
//!
//! The [guide] has a page for each task. In short:
//!
//! | To | see |
//! |---|---|
//! | model a type | [`graph_entity`], [`graph_complex`], [`graph_enum`], [`graph_union`] |
//! | model an action or a function | [`graph_action`], [`graph_function`] |
//! | use a type of your own as a property | [`edm::Property`] |
//! | address an entity | [`path::Route`], [`path::ResourcePath`], [`path::Endpoint`] |
//! | add or remove a reference | [`path::Route::add`], [`path::Route::set`] |
//! | read or set one property | [`path::PropertyRoute`] |
//! | read or write bytes | [`edm::Stream`], [`path::Route::media`], [`http::Download`] |
//! | read an entity or a collection | [`query::Query`], [`query::Filter`], [`http::Page`] |
//! | change an entity | [`patch::Patch`], [`http::Tracked`] |
//! | create or delete an entity | [`http::NewEntity`], [`http::RequestBuilder::delete`], [`http::RequestBuilder::upsert`] |
//! | call an action or a function that is not modelled | [`http::RequestBuilder::action`], [`http::RequestBuilder::function`] |
//! | send one request, or many at once | [`http::RequestBuilder::send`], [`batch::Batch`] |
//! | page, retry, upload and wait with one client, and test without a service | the package `graph-client` |
//! | read a response | [`http::FromResponse`], [`http::Updated`], [`http::ResponseError`], [`http::ServiceError`] |
//! | keep members that are not modelled | [`model::UnknownObject`], [`model::DynamicProperties`], [`edm::RawJson`] |
//! | work with any model | [`model::StructuredType`], [`model::TypeDescription`] |
//! | check models against metadata, or generate them | the package `graph-csdl` |
//!
//! The items that most programs need are also at the root of the crate.
//!
//! # Features
//!
//! Each feature in this table adds types that properties can have, most of them from the crate of
//! the same name. They read the values that services write: seven digits of a second, times without
//! an offset (which are UTC), the year 1, negative durations, days in durations. No feature is on
//! by default.
//!
//! | Feature | Types |
//! |---|---|
//! | `jiff` | `Timestamp`, `civil::DateTime` (in UTC), `civil::Date`, `civil::Time`, `SignedDuration` |
//! | `chrono` | `DateTime<Utc>`, `DateTime<FixedOffset>`, `NaiveDate`, `NaiveTime`; `TimeDelta` by `#[graph(with = graph_model::edm::chrono_duration)]` |
//! | `time` | `OffsetDateTime`, `Date`, `Time`, `Duration` |
//! | `uuid` | `Uuid` |
//! | `rust_decimal` | `Decimal`, written as a number with every digit |
//! | `base64` | `Binary`, bytes in base64 |
//!
//! The range of `jiff::Timestamp` ends a day before the year 9999 does. If `9999-12-31T23:59:59Z`
//! means "never", use `jiff::civil::DateTime`.
//!
//! The feature `stream` adds pages as a `futures_core::Stream`.
//!
//! References to sections are to OData 4.01: Protocol, URL Conventions, CSDL JSON and XML, and JSON
//! Format.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The layers, lowest first: json, description, value, path, patch, edm, wire, query, http, batch. A module
// imports only from lower layers.
pub mod batch;
mod description;
pub mod edm;
pub mod http;
mod json;
pub mod patch;
pub mod path;
pub mod query;
mod value;
mod wire;

#[doc(hidden)]
pub mod templates;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg(any(doc, doctest))]
pub mod guide;

/// Types as data, and the types that every model builds on.
///
/// OData CSDL 4.01, sections 6 (entity types), 8 (navigation properties) and 9 (complex types).
pub mod model {
    pub use crate::description::{
        BindingDescription, Capability, DerivesFrom, Inherited, Itself, Modelled,
        OperationDescription, OperationKind, PropertyDescription, TypeDescription, TypeKind,
    };
    pub use crate::wire::{
        Castable, ComplexType, DynamicProperties, Entity, EntityPatch, EntityProperties,
        EntityType, HoldsUnknown, IntoDynamicProperty, MediaEntity, NamedType, Operation,
        OperationBinding, StructuredType, Union, UnknownObject,
    };
}

/// Makes a struct an entity type: a type with a key, addressed by a path (OData CSDL, section 6).
///
/// # Arguments
///
/// - `odata = "microsoft.graph.user"`: the qualified name, without `#`. This is the only required
///   argument.
/// - `path = "/users/{userId}"`: the path of one entity, without host and version. It generates
///   `UserPath`, with a field per placeholder.
/// - `base = Type`: the entity type that it derives from, in this or another crate; `base = none`
///   for a type without a base type. Without this argument, the base is [`Entity`].
/// - `tag = bare`: `@odata.type` is written without `#`; `tag = none`: it is not written;
///   `tag = derived`: it is written only at a path to a base type. In a union or a relationship of
///   a base type, every type writes it, because the types could not be told apart without it.
/// - `paths(MePath = "/me", MemberPath = "/groups/{groupId}/members/{memberId}")`: further paths of
///   one entity, with the names of their types. A [`Route`] needs no path at all.
/// - `media`: the entity has a stream of bytes of its own (`HasStream`), which
///   [`Route::media`](path::Route::media) leads to.
/// - `patch = none`: no client updates the type, so it has neither a patch type nor `patch()` and
///   `changes_since()`. This makes it cheaper to compile.
/// - `permissions(delegated = ["User.Read"], application = ["User.Read.All"])`: for documentation and for
///   [`TypeDescription::delegated_permissions`](model::TypeDescription::delegated_permissions).
/// - `crate = path`: the path of this crate, if it is not `::graph_model`.
///
/// # Fields
///
/// A field is a property, of any type that is a [`Property`]. Its name on the wire is the field's
/// name in camel case, unless `rename_all` names another rule.
///
/// - `#[graph(name = "sizeInGB")]`: its name on the wire.
/// - `#[graph(key)]` (if there is no `id` from [`Entity`]), `#[graph(read_only)]`,
///   `#[graph(create_only)]`: the patch has no setter for it.
/// - `#[graph(not_null)]`: an `Option` that is `None` if the property is absent (not selected, not
///   given), and that the service does not allow to be null. The patch has no `clear_…` for it. If
///   the value is removed, a collection (which OData never allows to be null) is sent as `[]`, and
///   any other property is not sent.
/// - `#[graph(default)]` or `#[graph(default = function)]`: the value that an absent property is
///   read as.
/// - `#[graph(edm = DateTimeOffset)]`: the Edm type of the value that a `String` holds, if it is
///   not a string: `Binary`, `Date`, `DateTimeOffset`, `Duration`, `Guid` or `TimeOfDay`. Queries
///   write such a value without the quotes of a string (see [`edm::strings`]).
/// - `#[graph(with = module)]`: the module's `serialize` and `deserialize` write and read the
///   field, `Option` included. Even so, an `Option` that is `None` is not written, and one that is
///   absent is `None`.
/// - `#[graph(additional)]`: not a property, but a [`DynamicProperties`] map for properties that
///   are not declared. If its values are [`RawJson`] or another type for any JSON, it keeps
///   annotations that are not declared as well. If its name is `more`, it gives the patch the methods `more(name, value)`
///   and `clear_more(name)`.
/// - `#[graph(navigation)]`: a relationship, which is read when it is expanded. In a patch it is
///   bound by reference, with `bind_…`, and never sent by value.
/// - `#[graph(annotation = "members@odata.nextLink")]`: an annotation of the object or of one of
///   its properties. It is read and written. A new entity and a patch send it if it is meaningful
///   in a request, as `@microsoft.graph.conflictBehavior` is and `@odata.nextLink` is not.
///
/// # Generated
///
/// The macro generates the field `base`, with `Deref` and `DerefMut` to it; `Serialize` and
/// `Deserialize`; `TYPE`, `changes_since()` and `from_response()`; the functions that start a
/// request: `get()`, `list()`, `create()`, `patch()`, `delete()`; the type's patch (`UserPatch`),
/// the handles of its properties for queries (`UserProperties`), its path (`UserPath`) and, if the
/// path ends with the key, that of its collection (`UserCollectionPath`).
///
/// ```
/// use graph_model::{Entity, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.directoryObject")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct DirectoryObject {
///     #[graph(read_only)]
///     pub deleted_date_time: Option<String>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.user", base = DirectoryObject, path = "/users/{userId}")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct User {
///     pub display_name: Option<String>,
///     pub business_phones: Vec<String>,
/// }
///
/// let mut user: User = serde_json::from_str(r#"{"id":"4f","displayName":"Adele"}"#)?;
/// assert_eq!(user.id.as_deref(), Some("4f"));
///
/// let before = user.clone();
/// user.business_phones.push("+49 30 1234".into());
/// assert_eq!(
///     serde_json::to_string(&user.changes_since(&before))?,
///     r##"{"@odata.type":"#microsoft.graph.user","businessPhones":["+49 30 1234"]}"##
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use graph_derive::graph_entity;

/// Makes a struct a complex type: a value inside another type (OData CSDL, section 9).
///
/// The arguments, the fields and the generated items are those of [`graph_entity`], without `path`,
/// `paths`, `media`, `permissions` and the items for requests. Without `base`, a complex type has
/// no base type.
///
/// A value of a derived type is read as its base. Unless the type keeps dynamic properties of any
/// JSON type (`#[graph(additional)]`), the name of the derived type and the properties that the
/// base does not declare are lost. If derived values matter, declare a [`graph_union`].
///
/// ```
/// use graph_model::{graph_complex, graph_entity};
///
/// #[graph_complex(odata = "microsoft.graph.physicalAddress")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct PhysicalAddress {
///     pub city: Option<String>,
///     pub street: Option<String>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.contact")]
/// pub struct Contact {
///     pub home_address: Option<PhysicalAddress>,
/// }
///
/// // The value is set whole, or in part: the service keeps the members that are absent.
/// let patch = Contact::patch().home_address(PhysicalAddress::patch().city("Berlin"));
/// assert_eq!(
///     serde_json::to_string(&patch)?,
///     concat!(
///         r##"{"@odata.type":"#microsoft.graph.contact","homeAddress":"##,
///         r##"{"@odata.type":"#microsoft.graph.physicalAddress","city":"Berlin"}}"##
///     )
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use graph_derive::graph_complex;

/// Makes an enum an enumeration type (OData CSDL, section 10).
///
/// Each variant is a member, whose name is the variant's name in camel case, unless `rename_all`
/// names another rule. One variant, marked `#[graph(unknown)]`, holds the string of members that
/// the service has added since. `unknownFutureValue` is an ordinary member, which older Graph
/// services return in place of members that the client did not ask for.
///
/// # Arguments
///
/// - `odata = "microsoft.graph.dayOfWeek"`: the qualified name. This argument is required.
/// - `flags`: a value is a set of members, see [`Flags`].
/// - `crate = path`: the path of this crate, if it is not `::graph_model`.
///
/// # Variants
///
/// - `#[graph(name = "SHA1")]`: the member's name on the wire.
/// - `#[graph(value = 4)]`, or `Member = 4`: its number. Without it, a member's number is one more than that of the
///   member before, or twice as much among flags. A service may send numbers instead of names;
///   names are written.
/// - `#[graph(unknown)]`: the variant that holds a `String`.
///
/// # Generated
///
/// The macro generates `Serialize`, `Deserialize`, `Display`, `From<&str>`, `TYPE` and `as_str()`.
///
/// ```
/// use graph_model::graph_enum;
///
/// #[graph_enum(odata = "microsoft.graph.deviceAndAppManagementAssignmentFilterType")]
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum FilterType {
///     None,
///     Include,
///     Exclude,
///     #[graph(unknown)]
///     Unknown(String),
/// }
///
/// assert_eq!(serde_json::from_str::<FilterType>(r#""include""#)?, FilterType::Include);
/// assert_eq!(serde_json::from_str::<FilterType>("2")?, FilterType::Exclude);
/// let later: FilterType = serde_json::from_str(r#""prefer""#)?;
/// assert_eq!(later, FilterType::Unknown("prefer".into()));
/// assert_eq!(serde_json::to_string(&later)?, r#""prefer""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use graph_derive::graph_enum;

/// Makes an enum a union: a declared type together with the types derived from it.
///
/// Each variant holds one annotated type, in a `Box` or not. One variant, marked
/// `#[graph(unknown)]`, holds an [`UnknownObject`]. A value is read by its tag. A value without a
/// tag is read as the declared type, if that is a variant. A value with a tag that no variant has
/// is read as the unknown variant, which keeps every member and writes back the same JSON. If the
/// tag is the first member, nothing is buffered.
///
/// # Arguments
///
/// - `base = Type`: the declared type. Without it, the declared type is the type of the first
///   variant.
/// - `crate = path`: the path of this crate, if it is not `::graph_model`.
///
/// A variant that does not derive from the declared type is a compile error.
///
/// # Generated
///
/// The macro generates `Serialize` and `Deserialize`; `From` for every variant; `base()` and
/// `base_mut()`, which return the properties of the declared type without a `match`; and
/// `from_response()`. A property of the union can be set to a variant or to its patch. `get()` and
/// `list()` read entities, each as its own type, at a path or route of the declared type.
///
/// ```
/// use graph_model::{UnknownObject, graph_complex, graph_union};
///
/// #[graph_complex(odata = "microsoft.graph.identity")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Identity {
///     pub display_name: Option<String>,
/// }
///
/// #[graph_complex(odata = "microsoft.graph.userIdentity", base = Identity)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct UserIdentity {
///     pub ip_address: Option<String>,
/// }
///
/// #[graph_union]
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum AnyIdentity {
///     Identity(Identity),
///     User(UserIdentity),
///     #[graph(unknown)]
///     Unknown(UnknownObject),
/// }
///
/// let text = r##"{"@odata.type":"#microsoft.graph.userIdentity","ipAddress":"::1"}"##;
/// let user = UserIdentity { ip_address: Some("::1".into()), ..Default::default() };
/// assert_eq!(serde_json::from_str::<AnyIdentity>(text)?, AnyIdentity::from(user));
///
/// let text = r##"{"@odata.type":"#microsoft.graph.botIdentity","model":4.10}"##;
/// let bot: AnyIdentity = serde_json::from_str(text)?;
/// assert!(matches!(bot, AnyIdentity::Unknown(_)));
/// assert_eq!(serde_json::to_string(&bot)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use graph_derive::graph_union;

/// Makes a struct the parameters of an action (OData CSDL, section 12.1).
///
/// # Arguments
///
/// - `odata = "microsoft.graph.sendMail"`: the qualified name. This argument is required.
/// - `on = User` or `on = Collection<User>`: the type that the action is bound to. Without this
///   argument, the action is unbound: it is called at the service root.
/// - `returns = Type`: the type of the result. A `Vec` of a type is read as a [`Page`] of it, and
///   [`Stream`] as a [`Download`](http::Download). Without this argument, the action
///   returns nothing.
/// - `crate = path`: the path of this crate, if it is not `::graph_model`.
///
/// # Fields
///
/// A field is a parameter, of any type that is a [`Property`]. Its name on the wire is the field's
/// name in camel case, unless `#[graph(name = "…")]` or `rename_all` says otherwise.
/// `#[graph(edm = …)]` and `#[graph(with = module)]` have the same meaning as on a property. A
/// parameter that is `None` is left out. An entity or a complex value is sent whole, so omit the
/// properties that you may not set. A struct without fields needs no braces.
///
/// `Vec` and `Stream` in `returns`, and `Collection` in `on`, are recognised by these names.
/// `Collection` needs no import.
///
/// # Generated
///
/// The macro generates the impl of [`Operation`](model::Operation) and the function `at(&path)`,
/// which makes the request. The path or route must lead to the type that the action is bound to, or
/// to a type derived from it. An unbound action has `request()` instead.
///
/// ```
/// use graph_model::{Endpoint, Route, graph_action, graph_complex, graph_entity};
///
/// #[graph_complex(odata = "microsoft.graph.message", tag = none)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Message {
///     pub subject: Option<String>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.user")]
/// pub struct User {}
///
/// #[graph_action(odata = "microsoft.graph.sendMail", on = User)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct SendMail {
///     pub message: Message,
///     pub save_to_sent_items: Option<bool>,
/// }
///
/// const ME: Route<User> = Route::singleton("me");
///
/// let message = Message { subject: Some("Tulips".into()) };
/// let request = SendMail { message, save_to_sent_items: None }.at(&ME).build(&Endpoint::V1_0)?;
/// assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/v1.0/me/sendMail"));
/// assert_eq!(request.body(), br#"{"message":{"subject":"Tulips"}}"#);
/// # Ok::<(), graph_model::RequestError>(())
/// ```
pub use graph_derive::graph_action;

/// Makes a struct the parameters of a function (OData CSDL, section 12.3).
///
/// The arguments and the fields are those of [`graph_action`]; `returns` is required. The
/// parameters are written in the URL. A complex value or a collection is written as a parameter
/// alias (OData URL Conventions, section 5.3).
///
/// # Generated
///
/// In addition to what [`graph_action`] generates, a function has `to_route(&path)`: the route to
/// its result, which continues like any other route. For an unbound function, it is called
/// `route()`.
///
/// ```
/// use graph_model::path::Address;
/// use graph_model::{Endpoint, graph_entity, graph_function};
///
/// #[graph_entity(odata = "microsoft.graph.workbookRange")]
/// pub struct WorkbookRange {
///     #[graph(navigation)]
///     pub worksheet: Option<WorkbookWorksheet>,
/// }
///
/// #[graph_entity(
///     odata = "microsoft.graph.workbookWorksheet",
///     path = "/me/drive/items/{itemId}/workbook/worksheets/{worksheetId}"
/// )]
/// pub struct WorkbookWorksheet {}
///
/// #[graph_function(odata = "microsoft.graph.range", on = WorkbookWorksheet, returns = WorkbookRange)]
/// pub struct Range {
///     pub address: String,
/// }
///
/// let sheet = WorkbookWorksheetPath { item_id: "01B", worksheet_id: "Sheet1" };
/// let range = Range { address: "A1".into() };
/// let request = range.at(&sheet).build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri().path(),
///     "/v1.0/me/drive/items/01B/workbook/worksheets/Sheet1/range(address='A1')"
/// );
///
/// let worksheet = range.to_route(&sheet).to(|range| range.worksheet);
/// let request = WorkbookWorksheet::get().at(&worksheet).build(&Endpoint::V1_0)?;
/// assert!(request.uri().path().ends_with("/range(address='A1')/worksheet"));
/// # Ok::<(), graph_model::RequestError>(())
/// ```
pub use graph_derive::graph_function;

pub use crate::batch::Batch;
#[cfg(feature = "base64")]
pub use crate::edm::Binary;
pub use crate::edm::{EdmType, Flags, Presence, Property, RawJson, Stream};
pub use crate::http::{
    FromResponse, Page, RequestBuilder, RequestError, ResponseError, SendError, ServiceError,
    Tracked, Updated,
};
pub use crate::model::{DynamicProperties, Entity, EntityType, StructuredType, UnknownObject};
pub use crate::patch::Patch;
pub use crate::path::{Address, Endpoint, ResourcePath, Route};
pub use crate::query::{Filter, Query};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
