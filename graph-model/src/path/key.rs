//! The values of keys, as text and as literals.
//!
//! OData URL Conventions 4.01, sections 4.3.1 (keys in parentheses) and 4.3.6 (a key as a segment).

use super::template::write_encoded;

/// A value that can be a key, or a part of one: a string, or a [`Property`](crate::edm::Property)
/// of another primitive type or an enumeration type, such as an integer, a guid or a date.
///
/// A key stays one key, whatever it contains. But if keys are segments, a service reads a key that
/// equals the name of a function or type as that function or type: `delta` is such a name in
/// Microsoft Graph. Check ids that come from untrusted input.
///
/// ```
/// use graph_model::path::{Collection, KeyConvention, Route};
/// use graph_model::{Endpoint, RequestBuilder, graph_entity};
///
/// #[graph_entity(odata = "contoso.product")]
/// pub struct Product {}
///
/// const PRODUCTS: Route<Collection<Product>> = Route::entity_set("Products");
///
/// let service = Endpoint::new("https://api.contoso.com/odata").with_keys(KeyConvention::InParentheses);
/// let url = |request: RequestBuilder<()>| request.build(&service).map(|request| request.uri().to_string());
/// assert_eq!(
///     url(RequestBuilder::delete(&PRODUCTS.key(7)))?,
///     "https://api.contoso.com/odata/Products(7)"
/// );
/// assert_eq!(
///     url(RequestBuilder::delete(&PRODUCTS.key("it's")))?,
///     "https://api.contoso.com/odata/Products('it%27%27s')"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a key",
    label = "not the value of a key",
    note = "a key is a string, a number, a guid, a date or an enumeration member, such as `\"4f\"` or `7`",
    note = "a property type of your own needs `graph_model::query::Queryable`"
)]
pub trait KeyValue {
    /// Returns the value as a part of a key, or the reason that it cannot be one.
    #[doc(hidden)]
    fn to_key(&self) -> Result<Key, String>;
}

/// The value of a key, not encoded yet.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    literal: String,
}

impl Key {
    /// The value as plain text, and as a literal.
    pub(crate) fn new(text: String, literal: String) -> Self {
        Self { text, literal }
    }

    /// The value itself.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends the value as a segment of a path.
    pub(super) fn write_as_segment(&self, path: &mut String) {
        path.push('/');
        encode(&self.text, path);
    }

    /// Appends the value as a literal.
    pub(super) fn write_literal(&self, path: &mut String) {
        encode_literal(&self.literal, path);
    }
}

/// Appends a value, encoded as one segment or a part of one.
pub(super) fn encode(text: &str, path: &mut String) {
    // Writing to a string does not fail.
    let written = write_encoded(text, path);
    debug_assert!(written.is_ok());
}

/// Appends a literal. Its value is encoded, and the quotes around the value are not.
pub(crate) fn encode_literal(literal: &str, path: &mut String) {
    let quoted = literal
        .split_once('\'')
        .and_then(|(prefix, rest)| Some((prefix, rest.strip_suffix('\'')?)));
    match quoted {
        Some((prefix, inside)) => {
            path.extend([prefix, "'"]);
            encode(inside, path);
            path.push('\'');
        }
        None => encode(literal, path),
    }
}
