//! The values of keys, and how they are written in a path.
//!
//! OData URL Conventions 4.01, sections 4.3.1 (keys in parentheses) and 4.3.6 (a key as a segment).

use super::template::write_encoded;

/// How a service writes the key of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyConvention {
    /// `/users/4f`, as in Microsoft Graph.
    #[default]
    AsSegment,
    /// `/Products(1)` and `/People('russellwhyte')`, as in most other services.
    InParentheses,
}

/// A value that can be a key, or a part of one: a string, an integer, or a guid.
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
pub trait KeyValue {
    /// Returns the value as a part of a key.
    #[doc(hidden)]
    fn to_key(&self) -> Key;
}

/// The value of a key, not encoded yet.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    text: String,
    is_string: bool,
}

impl Key {
    /// The value itself.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends the value as a segment of a path.
    pub(super) fn write_as_segment(&self, path: &mut String) {
        path.push('/');
        encode(&self.text, path);
    }

    /// Appends the value as a literal. Quotes inside a string are doubled.
    pub(super) fn write_literal(&self, path: &mut String) {
        if self.is_string {
            path.push('\'');
            encode(&self.text.replace('\'', "''"), path);
            path.push('\'');
        } else {
            encode(&self.text, path);
        }
    }
}

/// Appends a value, encoded as one segment or a part of one.
pub(super) fn encode(text: &str, path: &mut String) {
    // Writing to a string does not fail.
    let written = write_encoded(text, path);
    debug_assert!(written.is_ok());
}

impl KeyValue for str {
    fn to_key(&self) -> Key {
        Key {
            text: self.to_owned(),
            is_string: true,
        }
    }
}

impl KeyValue for String {
    fn to_key(&self) -> Key {
        self.as_str().to_key()
    }
}

impl<K: KeyValue + ?Sized> KeyValue for &K {
    fn to_key(&self) -> Key {
        (*self).to_key()
    }
}

macro_rules! values_without_quotes {
    ($($ty:ty)*) => {
        $(
            impl KeyValue for $ty {
                fn to_key(&self) -> Key {
                    Key {
                        text: self.to_string(),
                        is_string: false,
                    }
                }
            }
        )*
    };
}

values_without_quotes!(u8 i8 i16 i32 i64);

#[cfg(feature = "uuid")]
values_without_quotes!(uuid::Uuid);
