//! Expressions as trees.
//!
//! OData URL Conventions 4.01, section 5.1.1. A mistake is part of the tree, so that it can name the
//! property with the path that the closures around it add.

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
    /// Conditions that are joined by `and` or by `or`. They are one list, because a tree of
    /// thousands of them would be too deep.
    Joined {
        operator: Operator,
        conditions: Vec<Tree>,
    },
    Not(Box<Tree>),
    Negative(Box<Tree>),
    /// Whether the value at a path is of a type. The path without names is that of the value itself.
    IsOf {
        value: Path,
        ty: String,
    },
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
    /// A value that cannot be written, with the expression that it belongs to.
    Unwritable {
        owner: Box<Tree>,
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
    pub(super) fn name(self) -> &'static str {
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
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

impl Tree {
    pub(super) fn binary(operator: Operator, left: Self, right: Self) -> Self {
        if matches!(operator, Operator::And | Operator::Or) {
            let mut conditions = left.joined_by(operator);
            conditions.extend(right.joined_by(operator));
            return Self::Joined {
                operator,
                conditions,
            };
        }
        Self::Binary {
            operator,
            operands: Box::new([left, right]),
        }
    }

    /// The conditions that this one joins by the operator, or the condition alone.
    fn joined_by(self, by: Operator) -> Vec<Self> {
        match self {
            Self::Joined {
                operator,
                conditions,
            } if operator == by => conditions,
            other => vec![other],
        }
    }

    pub(super) fn call<const N: usize>(function: &'static str, arguments: [Self; N]) -> Self {
        Self::Call {
            function,
            arguments: arguments.into(),
        }
    }

    /// Returns the tree of an operand. An operand that cannot be written is a mistake, which names
    /// the expression that the operand belongs to.
    pub(super) fn operand_of(operand: Result<Self, String>, owner: &Self) -> Self {
        operand.unwrap_or_else(|reason| Self::Unwritable {
            owner: Box::new(owner.clone()),
            reason,
        })
    }

    /// Returns the first mistake. `items` holds the items that are bound around the tree.
    fn mistake_inside(&self, items: &mut Vec<PropertyScope>) -> Option<QueryError> {
        match self {
            Self::Literal(_) | Self::Raw(_) => None,
            Self::Path(path) | Self::IsOf { value: path, .. } => path.mistake(items),
            Self::List(trees)
            | Self::Joined {
                conditions: trees, ..
            }
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
            Self::Unwritable { owner, reason } => Some(QueryError::Value {
                property: owner.name_in_errors(),
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
            Self::Path(path) | Self::IsOf { value: path, .. } => path.nest(scope, outer),
            Self::List(trees)
            | Self::Joined {
                conditions: trees, ..
            }
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
            | Self::Unwritable { owner: tree, .. } => tree.nest(scope, outer),
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
}
