//! The rules by which names on the wire follow from identifiers, so that most need no `name` mark.

use graph_syntax::NameRule;

use super::names::Names;
use crate::metadata::{Metadata, TypeDeclaration};

/// The rules by which most names of a service follow from identifiers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameRules {
    pub properties: NameRule,
    pub members: NameRule,
}

impl NameRules {
    /// The rules that give the most names of the document. A rule applies to the whole document, so
    /// that one more property does not change how its type is written.
    pub(super) fn of(metadata: &Metadata, names: &Names<'_>) -> Self {
        let mut properties = RuleCount::default();
        let mut members = RuleCount::default();
        for declaration in metadata.types() {
            match declaration {
                TypeDeclaration::Structured(ty) => {
                    for (property, field) in ty.properties.iter().zip(names.fields(ty)) {
                        properties.add(&field, &property.name);
                    }
                }
                TypeDeclaration::Enumeration(ty) => {
                    for (member, variant) in ty.members.iter().zip(names.variants(ty).0) {
                        members.add(&variant, &member.name);
                    }
                }
            }
        }
        Self {
            properties: properties.best(),
            members: members.best(),
        }
    }
}

/// The number of names that each rule gives.
#[derive(Default)]
struct RuleCount([usize; NameRule::ALL.len()]);

impl RuleCount {
    fn add(&mut self, ident: &str, name: &str) {
        for (count, rule) in self.0.iter_mut().zip(NameRule::ALL) {
            *count += usize::from(follows_from(rule, ident, name));
        }
    }

    /// The rule that gives the most names. It has to give a tenth more than the default, because
    /// many names, such as those of one word, follow from several rules.
    fn best(&self) -> NameRule {
        let mut counted = self.0.into_iter().zip(NameRule::ALL);
        let Some(default) = counted.next() else {
            return NameRule::default();
        };
        let least = default.0 + default.0 / 10;
        let better = counted.filter(|(count, _)| *count > least);
        // Of several rules with the same number, the first.
        let best = better.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.unwrap_or(default).1
    }
}

/// The rule that an item needs: the service's rule, if a name follows only from it.
pub(super) fn rule_for<'n>(
    rule: NameRule,
    names: impl IntoIterator<Item = (&'n str, &'n str)>,
) -> NameRule {
    let default = NameRule::default();
    let is_needed = names.into_iter().any(|(ident, name)| {
        follows_from(rule, ident, name) && !follows_from(default, ident, name)
    });
    if is_needed { rule } else { default }
}

/// The argument that sets a rule, unless it is the default.
pub(super) fn rule_argument(rule: NameRule) -> Option<String> {
    (rule != NameRule::default()).then(|| format!("rename_all = \"{}\"", rule.name()))
}

/// Whether the macros derive the name on the wire from the identifier.
pub(super) fn follows_from(rule: NameRule, ident: &str, name: &str) -> bool {
    rule.apply(ident.trim_start_matches("r#")) == name
}
