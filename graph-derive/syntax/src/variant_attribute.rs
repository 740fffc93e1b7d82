//! The attributes of a variant: `#[graph(unknown)]`, and `name` and `value` for a member of an
//! enumeration.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, LitInt, LitStr, Token};

use crate::errors::Errors;
use crate::keyed_list::{self, Once};
use crate::names;

/// The keys of a variant of a union.
pub const OF_UNION: &[&str] = &["unknown"];
/// The keys of a variant of an enumeration.
pub const OF_ENUMERATION: &[&str] = &["name", "value", "unknown"];

/// The keys and values that could be read from the attributes of one variant.
pub struct VariantAttribute {
    /// `unknown`
    pub unknown: Option<Ident>,
    /// The name on the wire.
    pub name: Option<LitStr>,
    /// The number of a member.
    pub value: Option<i64>,
    /// Whether the attributes have a mistake. The faulty part may have been meant as `unknown`.
    pub has_mistakes: bool,
}

impl VariantAttribute {
    /// Reads a variant's attributes and records mistakes in them.
    pub fn read(attributes: &[Attribute], keys: &[&str], errors: &mut Errors) -> Self {
        let mut unknown = Once::default();
        let mut name = Once::default();
        let mut value = Once::default();
        let before = errors.len();
        keyed_list::read_attributes(attributes, keys, errors, |key, input, errors| {
            match key.unraw().to_string().as_str() {
                "unknown" => unknown.set(key, key.clone(), errors),
                "name" => {
                    let text = keyed_list::text(key, input, "name = \"rootCertificate\"")?;
                    name.set(key, text, errors);
                }
                _ => value.set(key, read_value(key, input)?, errors),
            }
            Ok(())
        });
        Self {
            unknown: unknown.into_inner(),
            name: name
                .into_inner()
                .inspect(|name| names::check_wire_name(name, errors)),
            value: value.into_inner(),
            has_mistakes: errors.len() > before,
        }
    }
}

/// Reads a number, which may be negative.
fn read_value(key: &Ident, input: ParseStream<'_>) -> syn::Result<i64> {
    const EXAMPLE: &str = "value = 4";
    if input.peek(Token![=]) && input.peek2(Token![-]) {
        input.parse::<Token![=]>()?;
        input.parse::<Token![-]>()?;
        let literal = input.parse::<LitInt>()?;
        // The number is parsed with its sign, because the least value has no positive counterpart.
        let value = format!("-{}", literal.base10_digits()).parse();
        return value.map_err(|_| syn::Error::new(literal.span(), "the number is out of range"));
    }
    let ahead = input.fork();
    let is_set = ahead.parse::<Token![=]>().is_ok();
    let text = is_set.then(|| ahead.parse::<LitStr>().ok()).flatten();
    if let Some(text) = text
        && text.value().parse::<i64>().is_ok()
    {
        let message = format!("write `value = {}`", text.value());
        return Err(syn::Error::new(text.span(), message));
    }
    keyed_list::value::<LitInt>(key, input, EXAMPLE)?.base10_parse()
}
