//! The text of an expression. It has parentheses only where precedence needs them, and says where a
//! path starts only where it could start elsewhere.
//!
//! OData URL Conventions 4.01, sections 5.1.1.13 (lambda operators), 5.1.1.14 (`$it` and `$this`)
//! and 5.1.1.17 (precedence).

use std::fmt;

use super::path::Path;
use super::tree::{Operator, Tree};
use crate::description::PropertyScope;

/// The strength with which an expression binds, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Or,
    And,
    Comparison,
    Sum,
    Product,
    /// `not` and the negative of a number.
    Unary,
    /// Calls, paths and literals.
    Primary,
}

impl Operator {
    fn precedence(self) -> Precedence {
        match self {
            Self::Or => Precedence::Or,
            Self::And => Precedence::And,
            Self::Eq
            | Self::Ne
            | Self::Gt
            | Self::Ge
            | Self::Lt
            | Self::Le
            | Self::Has
            | Self::In => Precedence::Comparison,
            Self::Add | Self::Sub => Precedence::Sum,
            Self::Mul | Self::Div | Self::DivBy | Self::Mod => Precedence::Product,
        }
    }

    /// How strongly the operands have to bind to do without parentheses. Sums and products group to
    /// the left, and comparisons do not group.
    fn least(self) -> [Precedence; 2] {
        match self.precedence() {
            // Both bind more strongly than `-` and than sums.
            Precedence::Comparison if matches!(self, Self::Has | Self::In) => {
                [Precedence::Primary; 2]
            }
            Precedence::Sum => [Precedence::Sum, Precedence::Product],
            Precedence::Product => [Precedence::Product, Precedence::Unary],
            Precedence::Comparison => [Precedence::Sum; 2],
            other => [other; 2],
        }
    }
}

impl Tree {
    fn precedence(&self) -> Precedence {
        match self {
            Self::Binary { operator, .. } | Self::Joined { operator, .. } => operator.precedence(),
            Self::Not(_) | Self::Negative(_) => Precedence::Unary,
            // Nobody knows what is in it.
            Self::Raw(_) => Precedence::Or,
            _ => Precedence::Primary,
        }
    }

    /// Writes the expression, in parentheses if it binds more weakly than `least`.
    fn write(
        &self,
        least: Precedence,
        scopes: &mut Scopes,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if self.precedence() < least {
            f.write_str("(")?;
            self.write(Precedence::Or, scopes, f)?;
            return f.write_str(")");
        }
        match self {
            Self::Path(path) => scopes.write_path(path, f),
            Self::Literal(text) | Self::Raw(text) => f.write_str(text),
            Self::List(trees) => {
                f.write_str("(")?;
                write_list(trees, scopes, f)?;
                f.write_str(")")
            }
            Self::Binary { operator, operands } => {
                let [left, right] = &**operands;
                let [left_least, right_least] = operator.least();
                left.write(left_least, scopes, f)?;
                write!(f, " {} ", operator.name())?;
                right.write(right_least, scopes, f)
            }
            Self::Joined {
                operator,
                conditions,
            } => {
                for (position, condition) in conditions.iter().enumerate() {
                    if position > 0 {
                        write!(f, " {} ", operator.name())?;
                    }
                    condition.write(operator.precedence(), scopes, f)?;
                }
                Ok(())
            }
            Self::Not(operand) => {
                f.write_str("not ")?;
                operand.write(Precedence::Unary, scopes, f)
            }
            Self::Negative(operand) => {
                f.write_str("-")?;
                operand.write(Precedence::Primary, scopes, f)
            }
            Self::IsOf { value, ty } => {
                f.write_str("isof(")?;
                if !scopes.is_root(value) {
                    scopes.write_path(value, f)?;
                    f.write_str(",")?;
                }
                write!(f, "{ty})")
            }
            Self::Call {
                function,
                arguments,
            } => {
                write!(f, "{function}(")?;
                write_list(arguments, scopes, f)?;
                f.write_str(")")
            }
            Self::Case(pairs) => write_case(pairs, scopes, f),
            Self::Items {
                quantifier,
                collection,
                item,
                condition,
            } => {
                scopes.write_path(collection, f)?;
                let name = quantifier.name();
                let Some(condition) = condition else {
                    return write!(f, "/{name}()");
                };
                scopes.enter(*item, collection);
                write!(f, "/{name}({}:", scopes.last_name())?;
                condition.write(Precedence::Or, scopes, f)?;
                scopes.leave();
                f.write_str(")")
            }
            Self::Count {
                collection,
                condition,
            } => {
                scopes.write_path(collection, f)?;
                f.write_str("/$count")?;
                let Some(condition) = condition else {
                    return Ok(());
                };
                // The condition starts anew at the items.
                f.write_str("($filter=")?;
                condition.write(Precedence::Or, &mut Scopes::of_items(), f)?;
                f.write_str(")")
            }
            // A request with a mistake is not built, so this is only for a debugger.
            Self::NoValues(_) | Self::Unwritable { .. } | Self::Mistake(_) => f.write_str("?"),
        }
    }

    /// The expression as an option of an expanded relationship has it.
    pub(super) fn text_in_expansion(&self) -> String {
        struct InExpansion<'t>(&'t Tree);

        impl fmt::Display for InExpansion<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.write(Precedence::Or, &mut Scopes::of_items(), f)
            }
        }

        InExpansion(self).to_string()
    }
}

fn write_list(trees: &[Tree], scopes: &mut Scopes, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (position, tree) in trees.iter().enumerate() {
        if position > 0 {
            f.write_str(",")?;
        }
        tree.write(Precedence::Or, scopes, f)?;
    }
    Ok(())
}

fn write_case(pairs: &[[Tree; 2]], scopes: &mut Scopes, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("case(")?;
    for (position, [condition, value]) in pairs.iter().enumerate() {
        if position > 0 {
            f.write_str(",")?;
        }
        // A literal before the colon could be read as the start of a time.
        condition.write(Precedence::Primary, scopes, f)?;
        f.write_str(":")?;
        value.write(Precedence::Or, scopes, f)?;
    }
    f.write_str(")")
}

/// The items that are bound around an expression, and the name of the value at its root.
///
/// Each item is named after its depth, so that an inner item never hides an outer one.
struct Scopes {
    /// The items, outermost first, and whether the collection of each starts at the root.
    items: Vec<(PropertyScope, bool)>,
    /// `$it`, or `$this` where the root is an item of a collection (OData URL Conventions 4.01,
    /// section 5.1.1.14).
    root: &'static str,
}

impl Scopes {
    fn new() -> Self {
        Self {
            items: Vec::new(),
            root: "$it",
        }
    }

    /// The scopes of an expression whose root is an item of a collection.
    fn of_items() -> Self {
        Self {
            items: Vec::new(),
            root: "$this",
        }
    }

    fn position(&self, path: &Path) -> Option<usize> {
        self.items
            .iter()
            .rposition(|(item, _)| *item == path.scope())
    }

    fn enter(&mut self, item: PropertyScope, collection: &Path) {
        let starts_at_root = self.position(collection).is_none();
        self.items.push((item, starts_at_root));
    }

    fn leave(&mut self) {
        self.items.pop();
    }

    fn last_name(&self) -> String {
        format!("item{}", self.items.len())
    }

    /// Whether this is the path of the value at the root, which needs no name.
    fn is_root(&self, path: &Path) -> bool {
        path.names().is_empty() && self.position(path).is_none()
    }

    fn write_path(&self, path: &Path, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = path.names();
        let start = match self.position(path) {
            Some(position) => format!("item{}", position + 1),
            None if names.is_empty() || self.needs_root(names) => self.root.to_owned(),
            None => return f.write_str(names),
        };
        f.write_str(&start)?;
        if !names.is_empty() {
            write!(f, "/{names}")?;
        }
        Ok(())
    }

    /// Whether a path from the root has to say so. Without a name at its start, it would be one
    /// from the origin of the innermost collection (section 5.1.1.13), or one from an item whose
    /// name is that of the property.
    fn needs_root(&self, names: &str) -> bool {
        let first = names.split('/').next().unwrap_or_default();
        let is_item = |position: usize| first == format!("item{}", position + 1);
        self.items.iter().any(|(_, starts_at_root)| !starts_at_root)
            || (0..self.items.len()).any(is_item)
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(Precedence::Or, &mut Scopes::new(), f)
    }
}
