//! The string in `path = "…"`: its placeholders and the literals between them.

use proc_macro2::Ident;
use syn::LitStr;

use crate::errors::Errors;
use crate::names;

/// A path template, split into its parts.
pub struct PathTemplate {
    /// The template as the author wrote it.
    pub text: LitStr,
    /// The literals before, between and after the placeholders. There is always one more literal
    /// than there are placeholders.
    pub literals: Vec<String>,
    /// The placeholders.
    pub placeholders: Vec<Placeholder>,
}

/// A placeholder of a template.
pub struct Placeholder {
    /// The name between the braces.
    pub name: String,
    /// The field of the path struct.
    pub field: Ident,
}

/// A part of a key in parentheses, such as `orderId={id}`.
pub(crate) struct KeyPart<'t> {
    /// The property before `=`. The only part of a key needs none.
    pub(crate) name: Option<&'t str>,
    /// Whether the value is in quotes.
    pub(crate) is_quoted: bool,
    /// The name between the braces.
    pub(crate) placeholder: &'t str,
}

impl PathTemplate {
    /// Splits a template into its parts. Records mistakes, and keeps the parts that are correct.
    pub fn read(text: LitStr, errors: &mut Errors) -> Self {
        let value = text.value();
        check_outside(&text, &value, errors);
        let mut template = Self {
            text,
            literals: vec![String::new()],
            placeholders: Vec::new(),
        };
        let mut rest = value.as_str();
        while let Some(brace) = rest.find(['{', '}']) {
            let (before, from_brace) = rest.split_at(brace);
            template.literal(before);
            let Some(after) = template.braces(from_brace, errors) else {
                // After a misplaced brace, the rest would be misread.
                return template;
            };
            rest = after;
        }
        template.literal(rest);
        template.check_neighbours(errors);
        template.check_quotes(errors);
        template.check_steps(&value, errors);
        template
    }

    /// The literals and the placeholders of the path to the collection that holds the entity: those
    /// before the key. The key is the last segment, or is in parentheses in the last segment.
    /// Returns `None` for a path that ends in any other way, because it does not lead into a
    /// collection.
    #[must_use]
    pub fn collection(&self) -> Option<(Vec<String>, &[Placeholder])> {
        let position = self.literals.iter().rposition(|text| text.contains('/'))?;
        let (parent, name) = self.literals[position].rsplit_once('/')?;
        let end = self
            .literals
            .last()
            .filter(|_| position < self.placeholders.len())?;
        let alone = name.is_empty() && position + 1 == self.placeholders.len();
        let last = if alone && end.is_empty() && !parent.is_empty() && !parent.ends_with(':') {
            parent.to_owned()
        } else {
            let (name, _) = name.split_once('(').filter(|_| end.ends_with(')'))?;
            // A qualified name is the name of a function.
            if name.is_empty() || name.contains('.') {
                return None;
            }
            [parent, "/", name].concat()
        };
        let mut literals = self.literals[..position].to_vec();
        literals.push(last);
        Some((literals, &self.placeholders[..position]))
    }

    /// The parts of the key in parentheses at the end of the path. Empty if the path ends in any other
    /// way, for example in a key that is a segment of its own, or in the parameters of a function.
    pub(crate) fn last_key(&self) -> Vec<KeyPart<'_>> {
        let is_last = |text: &str| text == ")" || text == "')";
        let opens = self
            .literals
            .iter()
            .rposition(|text| text.contains('('))
            .filter(|_| self.literals.last().is_some_and(|text| is_last(text)));
        let Some((first, before)) = opens.and_then(|position| {
            let (before, inside) = self.literals[position].rsplit_once('(')?;
            let name = before.rsplit('/').next()?;
            // A qualified name is the name of a function.
            (!name.is_empty() && !name.contains('.')).then_some((position, inside))
        }) else {
            return Vec::new();
        };
        self.placeholders[first..]
            .iter()
            .enumerate()
            .map(|(number, placeholder)| {
                let before = match number {
                    0 => before,
                    _ => self.literals[first + number].as_str(),
                };
                let before = before.rsplit(',').next().unwrap_or_default();
                let name = before.split_once('=').map(|(name, _)| name.trim());
                KeyPart {
                    name,
                    is_quoted: before.ends_with('\''),
                    placeholder: &placeholder.name,
                }
            })
            .collect()
    }

    fn literal(&mut self, text: &str) {
        if let Some(last) = self.literals.last_mut() {
            last.push_str(text);
        }
    }

    /// Reads a placeholder from its brace, and returns the string after it. Returns `None` if the
    /// braces do not match.
    fn braces<'t>(&mut self, text: &'t str, errors: &mut Errors) -> Option<&'t str> {
        let Some(inside) = text.strip_prefix('{') else {
            errors.at(&self.text, "`}` without a `{` before it");
            return None;
        };
        let Some(end) = inside
            .find(['{', '}'])
            .filter(|&end| inside[end..].starts_with('}'))
        else {
            errors.at(&self.text, "a `{` is not closed, write `{name}`");
            return None;
        };
        self.placeholder(&inside[..end], errors);
        Some(&inside[end + 1..])
    }

    fn placeholder(&mut self, name: &str, errors: &mut Errors) {
        if name.trim().is_empty() {
            errors.at(&self.text, "a placeholder needs a name, such as `{userId}`");
            return;
        }
        // The part that is meant is kept, so that the field that it makes is known.
        let is_part = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
        let meant = name
            .split(|c| !is_part(c))
            .map(str::trim)
            .find(|part| !part.is_empty())
            .unwrap_or("id");
        let name = if name.contains('|') {
            let message =
                format!("a placeholder has one name, write `{{{meant}}}` instead of `{{{name}}}`");
            errors.at(&self.text, message);
            meant
        } else if name.contains(|c| !is_part(c)) {
            let message =
                format!("a placeholder is a name, write `{{{meant}}}` instead of `{{{name}}}`");
            errors.at(&self.text, message);
            meant
        } else {
            name
        };
        let Some(field) = names::placeholder_field(name, self.text.span()) else {
            let message = format!("`{{{name}}}` makes no field name, use letters, digits and `_`");
            errors.at(&self.text, message);
            return;
        };
        if let Some(other) = self.placeholders.iter().find(|other| other.field == field) {
            let message = if other.name == name {
                format!("the placeholder `{{{name}}}` occurs twice, each needs a name of its own")
            } else {
                format!(
                    "the placeholders `{{{}}}` and `{{{name}}}` make the same field `{field}`",
                    other.name
                )
            };
            errors.at(&self.text, message);
            return;
        }
        self.placeholders.push(Placeholder {
            name: name.to_owned(),
            field,
        });
        self.literals.push(String::new());
    }

    /// Checks that two values have a character between them that neither can contain. Otherwise
    /// nothing would show where the first value ends.
    fn check_neighbours(&self, errors: &mut Errors) {
        let is_unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        for (position, pair) in self.placeholders.windows(2).enumerate() {
            let between = &self.literals[position + 1];
            if between.chars().all(is_unreserved) {
                let message = format!(
                    "`{{{}}}` and `{{{}}}` need something between them that no value holds, such as `/` or `,`",
                    pair[0].name, pair[1].name
                );
                errors.at(&self.text, message);
            }
        }
    }

    /// Checks that a value in quotes fills them, so that a quote in the value can be doubled.
    fn check_quotes(&self, errors: &mut Errors) {
        let quotes: usize = self
            .literals
            .iter()
            .map(|literal| literal.matches('\'').count())
            .sum();
        if quotes % 2 == 1 {
            errors.at(&self.text, "a quote is not closed");
            return;
        }
        let mut open = false;
        for ((literal, next), placeholder) in self
            .literals
            .iter()
            .zip(&self.literals[1..])
            .zip(&self.placeholders)
        {
            open ^= literal.matches('\'').count() % 2 == 1;
            if open && !(literal.ends_with('\'') && next.starts_with('\'')) {
                let name = &placeholder.name;
                errors.at(
                    &self.text,
                    format_args!("a value fills its quotes, write `'{{{name}}}'`"),
                );
            }
        }
    }

    /// Checks that no segment is `.` or `..`: they are steps, not names.
    fn check_steps(&self, value: &str, errors: &mut Errors) {
        if value
            .split('/')
            .any(|segment| segment == "." || segment == "..")
        {
            errors.at(&self.text, "a path has no segment `.` or `..`");
        }
        // A colon at the end belongs to a file that is addressed by its path.
        for segment in value.split('/') {
            if let Some(name) = segment.strip_prefix(':')
                && names::is_odata_identifier(name)
            {
                let message = format!("write `{{{name}}}` for `:{name}`");
                errors.at(&self.text, message);
            }
        }
    }
}

/// Checks that the path has only segments: for example no host, version, query or fragment.
fn check_outside(text: &LitStr, value: &str, errors: &mut Errors) {
    if let Some((_, after_host)) = value.split_once("://") {
        let path = after_host.split_once('/').map_or("", |(_, path)| path);
        let path = ["v1.0/", "beta/"]
            .iter()
            .find_map(|version| path.strip_prefix(version))
            .unwrap_or(path);
        errors.at(
            text,
            format_args!("a path has no host, write `/{path}`; `Endpoint` names the host"),
        );
        return;
    }
    if !value.starts_with('/') {
        errors.at(
            text,
            format_args!("a path starts with `/`, write `/{value}`"),
        );
    }
    for version in ["/v1.0/", "/beta/"] {
        if let Some(path) = value.strip_prefix(version) {
            errors.at(
                text,
                format_args!(
                    "a path has no version, write `/{path}`; `Endpoint` names the version"
                ),
            );
        }
    }
    if value.contains('?') && !value.contains("?}") {
        errors.at(text, "a path has no query");
    }
    let is_option = |segment: &str| segment.starts_with('$') && !segment.starts_with("${");
    if let Some(option) = value.split('/').find(|segment| is_option(segment)) {
        errors.at(
            text,
            format_args!("a path ends at the entity, remove `/{option}`; `$count`, `$ref` and `$value` have methods of their own"),
        );
    }
    if value.contains("${") {
        errors.at(text, "a placeholder has no `$`, write `{id}`");
    }
    if value.contains(['<', '>']) {
        errors.at(text, "a placeholder is in braces, write `{id}`");
    }
    if value.contains('#') {
        errors.at(text, "a path has no fragment");
    }
    if value.contains(char::is_whitespace) && !value.contains('|') {
        errors.at(text, "a path holds no white space");
    }
    if value.len() > 1 && value.ends_with('/') {
        errors.at(text, "a path does not end with `/`");
    }
}
