//! Conditions as trees, and the code that writes a tree. It writes parentheses only where
//! precedence needs them.
//!
//! OData URL Conventions 4.01, sections 5.1.1 and 5.1.1.17 (precedence).

use std::fmt;

use super::path::Path;
use crate::description::PropertyScope;

/// A condition or a part of one.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    Path(Path),
    Literal(String),
    /// A list of literals to choose from.
    List(Vec<String>),
    Binary {
        operator: Operator,
        operands: Box<[Expression; 2]>,
    },
    Not(Box<Expression>),
    Call {
        function: &'static str,
        arguments: Vec<Expression>,
    },
    /// Holds if the condition holds for at least one item of the collection.
    Any {
        collection: Path,
        item: PropertyScope,
        condition: Box<Expression>,
    },
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Or,
    And,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    In,
}

impl Operator {
    fn name(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::In => "in",
        }
    }

    fn precedence(self) -> Precedence {
        match self {
            Self::Or => Precedence::Or,
            Self::And => Precedence::And,
            _ => Precedence::Comparison,
        }
    }
}

/// The strength with which an expression binds, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Precedence {
    Or,
    And,
    Comparison,
    /// `not`, calls, paths and literals.
    Unary,
}

impl Expression {
    pub(super) fn binary(operator: Operator, left: Self, right: Self) -> Self {
        Self::Binary {
            operator,
            operands: Box::new([left, right]),
        }
    }

    fn precedence(&self) -> Precedence {
        match self {
            Self::Binary { operator, .. } => operator.precedence(),
            _ => Precedence::Unary,
        }
    }

    /// Visits the paths, with the items that are bound around each.
    fn visit<'e>(
        &'e self,
        items: &mut Vec<PropertyScope>,
        visit: &mut impl FnMut(&'e Path, &[PropertyScope]),
    ) {
        match self {
            Self::Path(path) => visit(path, items),
            Self::Literal(_) | Self::List(_) => {}
            Self::Binary { operands, .. } => {
                for operand in operands.iter() {
                    operand.visit(items, visit);
                }
            }
            Self::Not(operand) => operand.visit(items, visit),
            Self::Call { arguments, .. } => {
                for argument in arguments {
                    argument.visit(items, visit);
                }
            }
            Self::Any {
                collection,
                item,
                condition,
            } => {
                visit(collection, items);
                items.push(*item);
                condition.visit(items, visit);
                items.pop();
            }
        }
    }

    /// A path that starts neither at the entity that the query reads nor at an item that is bound around it.
    pub(super) fn path_out_of_scope(&self) -> Option<&Path> {
        let mut found = None;
        self.visit(&mut Vec::new(), &mut |path, items| {
            if !path.starts_at_root() && !items.contains(&path.scope()) {
                found.get_or_insert(path);
            }
        });
        found
    }

    /// Prefixes each path that starts in `scope` with the path `outer`.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        match self {
            Self::Path(path) => path.nest(scope, outer),
            Self::Literal(_) | Self::List(_) => {}
            Self::Binary { operands, .. } => {
                for operand in operands.iter_mut() {
                    operand.nest(scope, outer);
                }
            }
            Self::Not(operand) => operand.nest(scope, outer),
            Self::Call { arguments, .. } => {
                for argument in arguments {
                    argument.nest(scope, outer);
                }
            }
            Self::Any {
                collection,
                condition,
                ..
            } => {
                collection.nest(scope, outer);
                condition.nest(scope, outer);
            }
        }
    }

    /// Writes the expression, in parentheses if it binds more weakly than `least`. `items` holds
    /// the items that are bound around it, outermost first.
    fn write(
        &self,
        least: Precedence,
        items: &mut Vec<PropertyScope>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if self.precedence() < least {
            f.write_str("(")?;
            self.write(Precedence::Or, items, f)?;
            return f.write_str(")");
        }
        match self {
            Self::Path(path) => write_path(path, items, f),
            Self::Literal(literal) => f.write_str(literal),
            Self::List(literals) => write!(f, "({})", literals.join(",")),
            Self::Binary { operator, operands } => {
                let [left, right] = &**operands;
                left.write(operator.precedence(), items, f)?;
                write!(f, " {} ", operator.name())?;
                right.write(operator.precedence(), items, f)
            }
            Self::Not(operand) => {
                f.write_str("not ")?;
                operand.write(Precedence::Unary, items, f)
            }
            Self::Call {
                function,
                arguments,
            } => {
                write!(f, "{function}(")?;
                for (position, argument) in arguments.iter().enumerate() {
                    if position > 0 {
                        f.write_str(",")?;
                    }
                    argument.write(Precedence::Or, items, f)?;
                }
                f.write_str(")")
            }
            Self::Any {
                collection,
                item,
                condition,
            } => {
                write_path(collection, items, f)?;
                items.push(*item);
                write!(f, "/any(item{}:", items.len())?;
                condition.write(Precedence::Or, items, f)?;
                items.pop();
                f.write_str(")")
            }
        }
    }
}

/// Writes a path. Each item is named after its depth, so that an inner item never hides an outer
/// one.
fn write_path(path: &Path, items: &[PropertyScope], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match items.iter().rposition(|&item| item == path.scope()) {
        None => f.write_str(path.names()),
        Some(position) => {
            write!(f, "item{}", position + 1)?;
            match path.names() {
                "" => Ok(()),
                names => write!(f, "/{names}"),
            }
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(Precedence::Or, &mut Vec::new(), f)
    }
}
