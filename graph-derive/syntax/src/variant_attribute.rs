//! The attributes of a variant: `#[graph(unknown)]`, and `name` and `value` for a member of an
//! enumeration.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, BinOp, Expr, ExprLit, ExprUnary, Lit, LitStr, Token, UnOp};

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

/// Reads a number, which may be written with operators, such as `1 << 4`.
fn read_value(key: &Ident, input: ParseStream<'_>) -> syn::Result<i64> {
    const EXAMPLE: &str = "value = 4";
    let ahead = input.fork();
    let is_set = ahead.parse::<Token![=]>().is_ok();
    let text = is_set.then(|| ahead.parse::<LitStr>().ok()).flatten();
    if let Some(text) = text
        && text.value().parse::<i64>().is_ok()
    {
        let message = format!("write `value = {}`", text.value());
        return Err(syn::Error::new(text.span(), message));
    }
    number(&keyed_list::value(key, input, EXAMPLE)?)
}

/// The value of a constant expression of numbers.
fn number(expression: &Expr) -> syn::Result<i64> {
    let out_of_range = || syn::Error::new_spanned(expression, "the number is out of range");
    match expression {
        Expr::Group(group) => number(&group.expr),
        Expr::Paren(group) => number(&group.expr),
        Expr::Lit(ExprLit {
            lit: Lit::Int(literal),
            ..
        }) => literal.base10_parse().map_err(|_| out_of_range()),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            // The number is parsed with its sign, because the least value has no positive counterpart.
            Expr::Lit(ExprLit {
                lit: Lit::Int(literal),
                ..
            }) => format!("-{}", literal.base10_digits())
                .parse()
                .map_err(|_| out_of_range()),
            other => number(other)?.checked_neg().ok_or_else(out_of_range),
        },
        Expr::Binary(binary) => {
            let (left, right) = (number(&binary.left)?, number(&binary.right)?);
            let value = match binary.op {
                BinOp::Shl(_) => u32::try_from(right)
                    .ok()
                    .and_then(|bits| left.checked_mul(1_i64.checked_shl(bits)?)),
                BinOp::BitOr(_) => Some(left | right),
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Sub(_) => left.checked_sub(right),
                _ => {
                    return Err(syn::Error::new_spanned(
                        expression,
                        "write the number, such as `4`",
                    ));
                }
            };
            value.ok_or_else(out_of_range)
        }
        other => Err(syn::Error::new_spanned(
            other,
            "write the number, such as `4`",
        )),
    }
}
