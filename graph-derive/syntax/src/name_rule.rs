//! The rule by which the names on the wire follow from the names of fields and variants.

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::names::{listed, nearest};

/// The rule by which names on the wire follow from the names of fields and variants.
///
/// ```
/// use graph_syntax::NameRule;
///
/// assert_eq!(NameRule::default().apply("display_name"), "displayName");
/// assert_eq!(NameRule::PascalCase.apply("display_name"), "DisplayName");
/// assert_eq!(NameRule::Unchanged.apply("address1_name"), "address1_name");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NameRule {
    /// `displayName`, as in Microsoft Graph.
    #[default]
    CamelCase,
    /// `DisplayName`, as in most services of ASP.NET and SAP.
    PascalCase,
    /// `display_name`
    SnakeCase,
    /// `DISPLAY_NAME`
    ScreamingSnakeCase,
    /// The name of the field or the variant, whatever it is.
    Unchanged,
}

impl NameRule {
    /// All rules.
    pub const ALL: [Self; 5] = [
        Self::CamelCase,
        Self::PascalCase,
        Self::SnakeCase,
        Self::ScreamingSnakeCase,
        Self::Unchanged,
    ];

    /// The value of `rename_all` that means this rule.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CamelCase => "camelCase",
            Self::PascalCase => "PascalCase",
            Self::SnakeCase => "snake_case",
            Self::ScreamingSnakeCase => "SCREAMING_SNAKE_CASE",
            Self::Unchanged => "none",
        }
    }

    /// The rule that a value of `rename_all` means.
    ///
    /// # Errors
    ///
    /// Returns an error message, with the nearest name, if no rule is called `name`.
    pub fn named(name: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::name);
        let mut rules = Self::ALL.into_iter();
        rules.find(|rule| rule.name() == name).ok_or_else(|| {
            let meant = match name.to_snake_case().as_str() {
                "camel_case" => Some("camelCase"),
                _ => nearest(name, names),
            };
            let near = match meant {
                Some(meant) => format!(", did you mean `{meant}`?"),
                None => ";".to_owned(),
            };
            format!(
                "unknown rule `{name}`{near} valid rules: {}",
                listed(&names)
            )
        })
    }

    /// The name on the wire of a field or a variant, without `r#`.
    #[must_use]
    pub fn apply(self, name: &str) -> String {
        match self {
            Self::CamelCase => name.to_lower_camel_case(),
            Self::PascalCase => name.to_upper_camel_case(),
            Self::SnakeCase => name.to_snake_case(),
            Self::ScreamingSnakeCase => name.to_shouty_snake_case(),
            Self::Unchanged => name.to_owned(),
        }
    }

    /// The name on the wire of a field or a variant.
    #[must_use]
    pub fn wire_name(self, ident: &Ident) -> String {
        self.apply(&ident.unraw().to_string())
    }
}
