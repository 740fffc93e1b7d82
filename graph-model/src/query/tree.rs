//! Expressions as trees, and the code that writes a tree. It writes parentheses only where
//! precedence needs them.
//!
//! OData URL Conventions 4.01, sections 5.1.1 and 5.1.1.17 (precedence). A mistake is part of the
//! tree, so that it can name the property with the path that the closures around it add.

use std::fmt;

use super::error::QueryError;
use super::path::Path;
use crate::description::PropertyScope;

/// An expression or a part of one.
#[derive(Clone, Debug)]
pub enum Tree {
    Path(Path),
    Literal(String),
    /// A list of values to choose from.
    List(Vec<Tree>),
    Binary {
        operator: Operator,
        operands: Box<[Tree; 2]>,
    },
    Not(Box<Tree>),
    Negative(Box<Tree>),
    Call {
        function: &'static str,
        arguments: Vec<Tree>,
    },
    /// Tests the items of a collection. Without a condition, it tests whether there is an item.
    Items {
        quantifier: Quantifier,
        collection: Path,
        item: PropertyScope,
        condition: Option<Box<Tree>>,
    },
    /// The number of items in a collection, or of those that meet a condition, whose paths start
    /// at an item.
    Count {
        collection: Path,
        condition: Option<Box<Tree>>,
    },
    /// Pairs of a condition and a value. The first condition that holds decides.
    Case(Vec<[Tree; 2]>),
    /// Text that the caller wrote.
    Raw(String),
    /// A property that is compared with an empty list.
    NoValues(Box<Tree>),
    /// A value that cannot be written, next to the expression that it belongs to.
    Unwritable {
        beside: Box<Tree>,
        reason: String,
    },
    Mistake(QueryError),
}

/// An operator with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Has,
    In,
    Add,
    Sub,
    Mul,
    Div,
    DivBy,
    Mod,
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
            Self::Has => "has",
            Self::In => "in",
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::DivBy => "divby",
            Self::Mod => "mod",
        }
    }

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

    /// How strongly the operands have to bind to do without parentheses. Conditions group in any
    /// way, sums and products group to the left, and comparisons do not group.
    fn least(self) -> [Precedence; 2] {
        match self.precedence() {
            Precedence::Sum => [Precedence::Sum, Precedence::Product],
            Precedence::Product => [Precedence::Product, Precedence::Unary],
            Precedence::Comparison => [Precedence::Sum; 2],
            other => [other; 2],
        }
    }
}

/// The number of items that have to meet a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Any,
    /// Every item.
    All,
}

impl Quantifier {
    fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

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

impl Tree {
    pub(super) fn binary(operator: Operator, left: Self, right: Self) -> Self {
        Self::Binary {
            operator,
            operands: Box::new([left, right]),
        }
    }

    pub(super) fn call<const N: usize>(function: &'static str, arguments: [Self; N]) -> Self {
        Self::Call {
            function,
            arguments: arguments.into(),
        }
    }

    /// The tree of an operand, or the reason that there is none beside the expression that it
    /// belongs to.
    pub(super) fn beside(operand: Result<Self, String>, beside: &Self) -> Self {
        operand.unwrap_or_else(|reason| Self::Unwritable {
            beside: Box::new(beside.clone()),
            reason,
        })
    }

    fn precedence(&self) -> Precedence {
        match self {
            Self::Binary { operator, .. } => operator.precedence(),
            Self::Not(_) | Self::Negative(_) => Precedence::Unary,
            // Nobody knows what is in it.
            Self::Raw(_) => Precedence::Or,
            _ => Precedence::Primary,
        }
    }

    /// Returns the first mistake. `items` holds the items that are bound around the tree.
    fn mistake_inside(&self, items: &mut Vec<PropertyScope>) -> Option<QueryError> {
        match self {
            Self::Literal(_) | Self::Raw(_) => None,
            Self::Path(path) => path.mistake(items),
            Self::List(trees)
            | Self::Call {
                arguments: trees, ..
            } => trees.iter().find_map(|tree| tree.mistake_inside(items)),
            Self::Binary { operands, .. } => {
                let mut operands = operands.iter();
                operands.find_map(|operand| operand.mistake_inside(items))
            }
            Self::Not(operand) | Self::Negative(operand) => operand.mistake_inside(items),
            Self::Case(pairs) => {
                let mut trees = pairs.iter().flatten();
                trees.find_map(|tree| tree.mistake_inside(items))
            }
            Self::Items {
                collection,
                item,
                condition,
                ..
            } => collection.mistake(items).or_else(|| {
                let condition = condition.as_ref()?;
                items.push(*item);
                let mistake = condition.mistake_inside(items);
                items.pop();
                mistake
            }),
            // The condition was checked when it was made.
            Self::Count {
                collection,
                condition,
            } => collection
                .mistake(items)
                .or_else(|| condition.as_ref()?.mistake()),
            Self::NoValues(tree) => Some(QueryError::NoValues {
                property: tree.name_in_errors(),
            }),
            Self::Unwritable { beside, reason } => Some(QueryError::Value {
                property: beside.name_in_errors(),
                reason: reason.clone(),
            }),
            Self::Mistake(mistake) => Some(mistake.clone()),
        }
    }

    /// Returns the first mistake, such as a handle that belongs to another closure.
    pub(super) fn mistake(&self) -> Option<QueryError> {
        self.mistake_inside(&mut Vec::new())
    }

    /// The property of an expression in errors.
    fn name_in_errors(&self) -> String {
        match self {
            Self::Path(path) => path.name_in_errors(),
            other => other.to_string(),
        }
    }

    /// Prefixes each path that starts in `scope` with the path `outer`.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        match self {
            Self::Literal(_) | Self::Raw(_) | Self::Mistake(_) => {}
            Self::Path(path) => path.nest(scope, outer),
            Self::List(trees)
            | Self::Call {
                arguments: trees, ..
            } => {
                for tree in trees {
                    tree.nest(scope, outer);
                }
            }
            Self::Binary { operands, .. } => {
                for operand in operands.iter_mut() {
                    operand.nest(scope, outer);
                }
            }
            Self::Not(tree)
            | Self::Negative(tree)
            | Self::NoValues(tree)
            | Self::Unwritable { beside: tree, .. } => tree.nest(scope, outer),
            Self::Case(pairs) => {
                for tree in pairs.iter_mut().flatten() {
                    tree.nest(scope, outer);
                }
            }
            Self::Items {
                collection,
                condition,
                ..
            } => {
                collection.nest(scope, outer);
                if let Some(condition) = condition {
                    condition.nest(scope, outer);
                }
            }
            Self::Count { collection, .. } => collection.nest(scope, outer),
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
            Self::Literal(text) | Self::Raw(text) => f.write_str(text),
            Self::List(trees) => {
                f.write_str("(")?;
                write_list(trees, items, f)?;
                f.write_str(")")
            }
            Self::Binary { operator, operands } => {
                let [left, right] = &**operands;
                let [left_least, right_least] = operator.least();
                left.write(left_least, items, f)?;
                write!(f, " {} ", operator.name())?;
                right.write(right_least, items, f)
            }
            Self::Not(operand) => {
                f.write_str("not ")?;
                operand.write(Precedence::Unary, items, f)
            }
            Self::Negative(operand) => {
                f.write_str("-")?;
                operand.write(Precedence::Primary, items, f)
            }
            Self::Call {
                function,
                arguments,
            } => {
                write!(f, "{function}(")?;
                write_list(arguments, items, f)?;
                f.write_str(")")
            }
            Self::Case(pairs) => {
                f.write_str("case(")?;
                for (position, [condition, value]) in pairs.iter().enumerate() {
                    if position > 0 {
                        f.write_str(",")?;
                    }
                    // A literal before the colon could be read as the start of a time.
                    condition.write(Precedence::Primary, items, f)?;
                    f.write_str(":")?;
                    value.write(Precedence::Or, items, f)?;
                }
                f.write_str(")")
            }
            Self::Items {
                quantifier,
                collection,
                item,
                condition,
            } => {
                write_path(collection, items, f)?;
                let name = quantifier.name();
                let Some(condition) = condition else {
                    return write!(f, "/{name}()");
                };
                items.push(*item);
                write!(f, "/{name}(item{}:", items.len())?;
                condition.write(Precedence::Or, items, f)?;
                items.pop();
                f.write_str(")")
            }
            Self::Count {
                collection,
                condition,
            } => {
                write_path(collection, items, f)?;
                f.write_str("/$count")?;
                match condition {
                    Some(condition) => write!(f, "($filter={condition})"),
                    None => Ok(()),
                }
            }
            // A request with a mistake is not built, so this is only for a debugger.
            Self::NoValues(_) | Self::Unwritable { .. } | Self::Mistake(_) => f.write_str("?"),
        }
    }
}

fn write_list(
    trees: &[Tree],
    items: &mut Vec<PropertyScope>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (position, tree) in trees.iter().enumerate() {
        if position > 0 {
            f.write_str(",")?;
        }
        tree.write(Precedence::Or, items, f)?;
    }
    Ok(())
}

/// Writes a path. Each item is named after its depth, so that an inner item never hides an outer
/// one.
fn write_path(path: &Path, items: &[PropertyScope], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match items.iter().rposition(|&item| item == path.scope()) {
        // The value itself, which closures over a complex value or the query's entity can name.
        None if path.names().is_empty() => f.write_str("$it"),
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

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(Precedence::Or, &mut Vec::new(), f)
    }
}
