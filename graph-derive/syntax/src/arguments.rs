//! The arguments of the attributes: `odata`, `path`, `paths`, `base`, `tag`, `patch`, `media`, `permissions`, `flags`, `on`,
//! `returns`, `crate`.

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{LitStr, Path, Token, Type, bracketed, parenthesized, parse_quote};

use crate::errors::Errors;
use crate::keyed_list::{self, Once};
use crate::kind::Kind;
use crate::name_rule::NameRule;
use crate::names;
use crate::path_template::PathTemplate;
use crate::types::inside;

/// The arguments of one attribute that could be read.
pub struct Arguments {
    odata: Option<LitStr>,
    /// Whether a name was given, even if it could not be read.
    odata_is_given: bool,
    /// The type that this type extends.
    pub base: Base,
    /// The path of one entity.
    pub path: Option<PathTemplate>,
    /// Further paths of one entity, with the names of their types.
    pub paths: Vec<(Ident, PathTemplate)>,
    /// The key `media`, with which an entity has a stream of bytes of its own.
    pub media: Option<Ident>,
    /// The type that an operation is bound to.
    pub on: Option<Type>,
    /// The type of the result of an operation.
    pub returns: Option<Type>,
    /// How the tag is written.
    pub tag: TagForm,
    /// Whether the type has a patch. `patch = none` says that no client updates it.
    pub has_patch: bool,
    /// The rule by which names on the wire follow from the names of fields and variants.
    pub names: NameRule,
    /// The permissions that requests need.
    pub permissions: Permissions,
    /// Whether a value of the enumeration is a set of members.
    pub flags: bool,
    /// The path of the runtime crate.
    pub runtime: Path,
}

/// The value of `base`.
pub enum Base {
    /// No `base` is given: an entity extends `Entity`, a complex type extends nothing, and the
    /// declared type of a union is the type of its first variant.
    Unsaid,
    /// `base = none`.
    None,
    /// `base = Type`.
    Type(Box<Type>),
}

/// The form in which the type writes `@odata.type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagForm {
    /// `#microsoft.graph.x`
    #[default]
    Hash,
    /// `microsoft.graph.x`
    Bare,
    /// The type does not write the tag.
    Omitted,
    /// `#microsoft.graph.x`, where another type is declared.
    IfDerived,
}

/// The permissions that requests need, least privileged first.
#[derive(Default)]
pub struct Permissions {
    /// The permissions with a signed-in user.
    pub delegated: Vec<LitStr>,
    /// The permissions without a signed-in user.
    pub application: Vec<LitStr>,
}

impl Kind {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Entity => &[
                "odata",
                "path",
                "paths",
                "base",
                "tag",
                "rename_all",
                "patch",
                "media",
                "permissions",
                "crate",
            ],
            Self::Complex => &["odata", "base", "tag", "rename_all", "patch", "crate"],
            Self::Union => &["base", "crate"],
            Self::Enumeration => &["odata", "flags", "rename_all", "crate"],
            Self::Action | Self::Function => &["odata", "on", "returns", "rename_all", "crate"],
        }
    }
}

impl Arguments {
    /// Reads the arguments of the attribute on the type `ident`, and records mistakes in them.
    #[must_use]
    pub fn read(kind: Kind, ident: &Ident, tokens: TokenStream, errors: &mut Errors) -> Self {
        let parser = |input: ParseStream<'_>| Ok(Self::read_from(kind, input, errors));
        let arguments = parser.parse2(tokens).unwrap_or_else(|error| {
            errors.push(error);
            Self::default()
        });
        if kind.is_of_variants() || kind.is_operation() {
            arguments
        } else {
            arguments.without_itself(ident, errors)
        }
    }

    fn read_from(kind: Kind, input: ParseStream<'_>, errors: &mut Errors) -> Self {
        let mut odata_is_given = false;
        let mut odata = Once::default();
        let mut base = Once::default();
        let mut path = Once::default();
        let mut tag = Once::default();
        let mut names = Once::default();
        let mut has_patch = Once::default();
        let mut permissions = Once::default();
        let mut flags = Once::default();
        let mut paths = Once::default();
        let mut media = Once::default();
        let mut on = Once::default();
        let mut returns = Once::default();
        let mut runtime = Once::default();
        let names_are_attempted = attempts_a_name(kind, input);
        keyed_list::read(input, kind.keys(), errors, |key, input, errors| {
            match key.unraw().to_string().as_str() {
                "odata" => {
                    odata_is_given = true;
                    let name = keyed_list::text(key, input, "odata = \"microsoft.graph.user\"")?;
                    odata.set(key, name, errors);
                }
                "base" => base.set(key, read_base(kind, key, input)?, errors),
                "path" => {
                    let text = keyed_list::text(key, input, "path = \"/users/{userId}\"")?;
                    path.set(key, text, errors);
                }
                "paths" => paths.set(key, read_paths(key, input, errors)?, errors),
                "media" => media.set(key, key.clone(), errors),
                "on" => on.set(key, read_type(key, input, "on = User")?, errors),
                "returns" => {
                    returns.set(key, read_type(key, input, "returns = Vec<String>")?, errors);
                }
                "flags" => flags.set(key, true, errors),
                "tag" => tag.set(key, read_tag(key, input)?, errors),
                "rename_all" => names.set(key, read_name_rule(key, input)?, errors),
                "patch" => {
                    expect_none(key, input)?;
                    has_patch.set(key, false, errors);
                }
                "permissions" => {
                    permissions.set(key, read_permissions(key, input, errors)?, errors);
                }
                _ => runtime.set(key, read_crate(key, input)?, errors),
            }
            Ok(())
        });
        Self {
            odata_is_given: odata_is_given || names_are_attempted,
            odata: odata.into_inner().map(|name| checked_name(&name, errors)),
            base: base.into_inner().unwrap_or(Base::Unsaid),
            path: path
                .into_inner()
                .map(|text| PathTemplate::read(text, errors)),
            paths: paths.into_inner().unwrap_or_default(),
            media: media.into_inner(),
            on: on.into_inner(),
            returns: returns.into_inner(),
            tag: tag.into_inner().unwrap_or_default(),
            names: names.into_inner().unwrap_or_default(),
            has_patch: has_patch.into_inner().unwrap_or(true),
            permissions: permissions.into_inner().unwrap_or_default(),
            flags: flags.into_inner().unwrap_or_default(),
            runtime: runtime.into_inner().unwrap_or_else(default_runtime),
        }
    }
}

impl Arguments {
    /// Leaves out a base that is the type itself, because the type would contain itself endlessly.
    fn without_itself(mut self, ident: &Ident, errors: &mut Errors) -> Self {
        if let Base::Type(base) = &self.base
            && matches!(&**base, Type::Path(path) if path.path.is_ident(ident))
        {
            errors.at(base, format_args!("`{ident}` cannot be its own base"));
            self.base = Base::None;
        }
        self
    }

    /// The type's qualified name, or a placeholder name if none could be read. Records a mistake if
    /// none was given.
    #[must_use]
    pub fn name(&self, kind: Kind, ident: &Ident, errors: &mut Errors) -> LitStr {
        if !self.odata_is_given {
            let name = NameRule::default().wire_name(ident);
            errors.at(
                ident,
                format_args!(
                    "`{}` needs the type's name, write `odata = \"microsoft.graph.{name}\"`",
                    kind.attribute()
                ),
            );
        }
        let stand_in = || LitStr::new("unnamed", ident.span());
        self.odata.clone().unwrap_or_else(stand_in)
    }
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            odata: None,
            odata_is_given: false,
            base: Base::Unsaid,
            path: None,
            paths: Vec::new(),
            media: None,
            on: None,
            returns: None,
            tag: TagForm::default(),
            names: NameRule::default(),
            has_patch: true,
            permissions: Permissions::default(),
            flags: false,
            runtime: default_runtime(),
        }
    }
}

/// Whether the arguments have a misspelled `odata`, or the name without a key, so that its absence
/// is not a second mistake.
fn attempts_a_name(kind: Kind, input: ParseStream<'_>) -> bool {
    let keys = kind.keys();
    let Ok(tokens) = input.fork().parse::<TokenStream>() else {
        return false;
    };
    tokens.into_iter().any(|token| match token {
        TokenTree::Literal(literal) => syn::parse2::<LitStr>(literal.into_token_stream())
            .is_ok_and(|text| text.value().contains('.') && !text.value().contains('/')),
        TokenTree::Ident(ident) => {
            let text = ident.to_string();
            !keys.contains(&text.as_str())
                && names::nearest(&text, keys.iter().copied()) == Some("odata")
        }
        _ => false,
    })
}

fn default_runtime() -> Path {
    parse_quote!(::graph_model)
}

fn read_base(kind: Kind, key: &Ident, input: ParseStream<'_>) -> syn::Result<Base> {
    let example = match kind {
        Kind::Entity => "base = DeviceCompliancePolicy",
        _ => "base = AssignmentTarget",
    };
    if input.peek(Token![=]) && input.peek2(LitStr) {
        input.parse::<Token![=]>()?;
        let text: LitStr = input.parse()?;
        return Err(type_in_quotes(key, &text));
    }
    let base: Type = keyed_list::value(key, input, example)?;
    if let Some(inner) = inside(&base, "Box") {
        let text = inner.to_token_stream().to_string().replace(' ', "");
        let message = format!("the macro adds the field, write the type itself, `base = {text}`");
        return Err(syn::Error::new_spanned(&base, message));
    }
    Ok(match &base {
        Type::Path(path) if path.path.is_ident("none") && kind != Kind::Union => Base::None,
        _ => Base::Type(Box::new(base)),
    })
}

fn read_tag(key: &Ident, input: ParseStream<'_>) -> syn::Result<TagForm> {
    const EXAMPLE: &str = "tag = bare`, `tag = none` or `tag = derived";
    let form: Ident = keyed_list::value(key, input, EXAMPLE)?;
    match form.to_string().as_str() {
        "bare" => Ok(TagForm::Bare),
        "none" => Ok(TagForm::Omitted),
        "derived" => Ok(TagForm::IfDerived),
        _ => Err(syn::Error::new(form.span(), format!("write `{EXAMPLE}`"))),
    }
}

/// Reads `rename_all = "PascalCase"`.
fn read_name_rule(key: &Ident, input: ParseStream<'_>) -> syn::Result<NameRule> {
    let name = keyed_list::text(key, input, "rename_all = \"PascalCase\"")?;
    NameRule::named(&name.value()).map_err(|message| syn::Error::new(name.span(), message))
}

/// Reads a type, and refuses one in quotes.
fn read_type(key: &Ident, input: ParseStream<'_>, example: &str) -> syn::Result<Type> {
    if input.peek(Token![=]) && input.peek2(LitStr) {
        input.parse::<Token![=]>()?;
        let text: LitStr = input.parse()?;
        return Err(type_in_quotes(key, &text));
    }
    keyed_list::value(key, input, example)
}

/// The error of a type in quotes, which may be a qualified name of OData.
fn type_in_quotes(key: &Ident, text: &LitStr) -> syn::Error {
    let value = text.value();
    let message = match value.rsplit_once('.') {
        Some((_, name)) => format!(
            "name the Rust type, without quotes, `{key} = {}`",
            name.to_upper_camel_case()
        ),
        None => format!("write the type without quotes, `{key} = {value}`"),
    };
    syn::Error::new(text.span(), message)
}

/// Reads `paths(MePath = "/me")`.
fn read_paths(
    key: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Vec<(Ident, PathTemplate)>> {
    const EXAMPLE: &str = "paths(MePath = \"/me\")";
    if !input.peek(syn::token::Paren) {
        let message = format!("`paths` needs a list of types and their paths, write `{EXAMPLE}`");
        return Err(syn::Error::new(key.span(), message));
    }
    let list;
    parenthesized!(list in input);
    let mut paths: Vec<(Ident, PathTemplate)> = Vec::new();
    // The whole list is taken, so that no unread tokens are left over.
    let list: TokenStream = list.parse()?;
    let entry = |input: ParseStream<'_>| {
        let ident: Ident = input.parse()?;
        let text = keyed_list::text(&ident, input, &format!("{ident} = \"/me\""))?;
        Ok((ident, text))
    };
    let entries = Punctuated::<_, Token![,]>::parse_terminated_with;
    let entries = (|input: ParseStream<'_>| entries(input, entry))
        .parse2(list)
        .map_err(|error| syn::Error::new(error.span(), format!("write `{EXAMPLE}`")))?;
    for (ident, text) in entries {
        if paths.iter().any(|(other, _)| *other == ident) {
            errors.at(&ident, format_args!("`{ident}` is given twice"));
        } else {
            paths.push((ident, PathTemplate::read(text, errors)));
        }
    }
    Ok(paths)
}

fn expect_none(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    const EXAMPLE: &str = "patch = none";
    let value: Ident = keyed_list::value(key, input, EXAMPLE)?;
    if value == "none" {
        Ok(())
    } else {
        Err(syn::Error::new(value.span(), format!("write `{EXAMPLE}`")))
    }
}

fn read_crate(key: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    const EXAMPLE: &str = "crate = my_sdk::graph_model";
    if input.peek(Token![=]) && input.peek2(LitStr) {
        input.parse::<Token![=]>()?;
        return input.parse::<LitStr>()?.parse();
    }
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(
            key.span(),
            format!("`crate` needs a value, write `{EXAMPLE}`"),
        ));
    }
    input.parse::<Token![=]>()?;
    input
        .call(Path::parse_mod_style)
        .map_err(|error| syn::Error::new(error.span(), format!("write `{EXAMPLE}`")))
}

fn read_permissions(
    key: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Permissions> {
    const KEYS: &[&str] = &["delegated", "application"];
    if !input.peek(syn::token::Paren) {
        let message =
            "`permissions` needs a list, write `permissions(delegated = [\"User.Read\"])`";
        return Err(syn::Error::new(key.span(), message));
    }
    let list;
    parenthesized!(list in input);
    let mut delegated = Once::default();
    let mut application = Once::default();
    keyed_list::read(&list, KEYS, errors, |key, input, errors| {
        let names = read_names(key, input, errors)?;
        if key == "delegated" {
            delegated.set(key, names, errors);
        } else {
            application.set(key, names, errors);
        }
        Ok(())
    });
    Ok(Permissions {
        delegated: delegated.into_inner().unwrap_or_default(),
        application: application.into_inner().unwrap_or_default(),
    })
}

fn read_names(
    key: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Vec<LitStr>> {
    let mut example = format!("{key} = [\"User.Read\"]");
    let given = input.fork();
    if given.parse::<Token![=]>().is_ok()
        && let Ok(name) = given.parse::<LitStr>()
    {
        example = format!("{key} = [{}]", name.token());
        let message = format!("`{key}` needs a list of strings, write `{example}`");
        return Err(syn::Error::new(name.span(), message));
    }
    if !(input.peek(Token![=]) && input.peek2(syn::token::Bracket)) {
        let message = format!("`{key}` needs a list of strings, write `{example}`");
        return Err(syn::Error::new(key.span(), message));
    }
    input.parse::<Token![=]>()?;
    let list;
    bracketed!(list in input);
    // The whole list is taken, so that no unread tokens are left over.
    let list: TokenStream = list.parse()?;
    let names = Punctuated::<LitStr, Token![,]>::parse_terminated
        .parse2(list)
        .map_err(|error| syn::Error::new(error.span(), format!("write `{example}`")))?;
    for name in &names {
        let value = name.value();
        if value.is_empty() || value.contains(char::is_whitespace) {
            errors.at(
                name,
                "the name of a permission is one word, such as `User.Read.All`",
            );
        }
    }
    Ok(names.into_iter().collect())
}

/// Records mistakes in a qualified name, and returns the name without a leading `#`.
fn checked_name(name: &LitStr, errors: &mut Errors) -> LitStr {
    let value = name.value();
    let bare = value.trim_start_matches('#');
    if bare.len() < value.len() {
        errors.at(name, format_args!("write the name without `#`, `{bare}`"));
    } else if !bare.split('.').all(names::is_odata_identifier) {
        errors.at(
            name,
            format_args!(
                "`{bare}` is not a qualified name, write one such as `microsoft.graph.user`"
            ),
        );
    } else if !bare.contains('.') {
        errors.at(
            name,
            format_args!("the name needs its namespace, such as `microsoft.graph.{bare}`"),
        );
    }
    LitStr::new(bare, name.span())
}

impl Base {
    /// The type that a struct of this kind extends.
    #[must_use]
    pub fn of(&self, kind: Kind, runtime: &Path) -> Option<Type> {
        match (self, kind) {
            (Self::Type(base), _) => Some((**base).clone()),
            (Self::Unsaid, Kind::Entity) => Some(parse_quote!(#runtime::Entity)),
            (Self::None | Self::Unsaid, _) => None,
        }
    }
}
