//! Evaluates expressions for an entity.
//!
//! OData URL Conventions 4.01, section 5.1.1. Null makes a calculation null, and a comparison false
//! unless it is `eq` or `ne`.

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp, civil};
use regex_lite::Regex;
use serde_json::{Value, json};

use super::expression::{Expression, parse};

/// A condition that selects entities.
pub(super) struct Filter(Expression);

impl Filter {
    /// Reads a filter. The error says where it is invalid.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let filter = parse(text)?;
        // Everything that the filter names is known before there is an entity.
        evaluate(&filter, &json!({}))?;
        Ok(Self(filter))
    }

    pub(super) fn holds(&self, entity: &Value) -> bool {
        evaluate(&self.0, entity).is_ok_and(|value| value == Value::Bool(true))
    }
}

/// The value of an expression for an entity, which also holds the items of the conditions around it
/// under the names of their variables.
pub(super) fn evaluate(expression: &Expression, entity: &Value) -> Result<Value, String> {
    Ok(match expression {
        Expression::Literal(value) => value.clone(),
        Expression::Path(names) => at(entity, names),
        Expression::Count(path, None) => at(entity, path).as_array().map_or(0, Vec::len).into(),
        Expression::Count(path, Some(condition)) => {
            let mut count = 0;
            for item in items(entity, path) {
                count += usize::from(evaluate(condition, &item)? == Value::Bool(true));
            }
            count.into()
        }
        Expression::Items {
            path,
            all,
            variable,
            condition,
        } => {
            let items = items(entity, path);
            let Some(condition) = condition else {
                return Ok((!items.is_empty()).into());
            };
            let mut found = *all;
            for item in items {
                // An item of a primitive type has no members of its own.
                let mut scope = if entity.is_object() {
                    entity.clone()
                } else {
                    json!({ "$this": entity })
                };
                scope["$it"] = entity.get("$it").unwrap_or(entity).clone();
                scope[variable] = item;
                if (evaluate(condition, &scope)? == Value::Bool(true)) != *all {
                    found = !all;
                }
            }
            found.into()
        }
        Expression::Not(condition) => match (&**condition, evaluate(condition, entity)?) {
            // `not` binds more tightly than a comparison, so it would negate a value.
            (Expression::Literal(_), _) => return Err("`not` of no condition.".to_owned()),
            (_, Value::Bool(holds)) => (!holds).into(),
            _ => Value::Null,
        },
        Expression::Negative(number) => {
            let number = evaluate(number, entity)?;
            number
                .as_f64()
                .map_or(Value::Null, |number| as_number(-number))
        }
        Expression::Binary(operator, operands) => {
            let [left, right] = &**operands;
            binary(
                operator,
                &evaluate(left, entity)?,
                &evaluate(right, entity)?,
            )?
        }
        Expression::List(values) => {
            let values: Result<Vec<_>, _> =
                values.iter().map(|value| evaluate(value, entity)).collect();
            values?.into()
        }
        Expression::Case(pairs) => {
            for [condition, value] in pairs {
                if evaluate(condition, entity)? == Value::Bool(true) {
                    return evaluate(value, entity);
                }
            }
            Value::Null
        }
        Expression::Call(function, arguments) => call(function, arguments, entity)?,
    })
}

/// The value at a path. A name with a dot is the type of the value before it.
pub(super) fn at(entity: &Value, names: &[String]) -> Value {
    let mut value = entity;
    for name in names {
        let next = match name.as_str() {
            "$it" => entity.get("$it").or(Some(entity)),
            "$this" => Some(entity),
            ty if ty.contains('.') => is_of(value, ty).then_some(value),
            name => value.get(name),
        };
        let Some(next) = next else { return Value::Null };
        value = next;
    }
    value.clone()
}

fn items(entity: &Value, path: &[String]) -> Vec<Value> {
    match (path, at(entity, path)) {
        // Only the items of a derived type are left.
        ([collection @ .., ty], Value::Null) if ty.contains('.') => {
            let items = items(entity, collection).into_iter();
            items.filter(|item| is_of(item, ty)).collect()
        }
        (_, Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn is_of(value: &Value, ty: &str) -> bool {
    let tag = value["@odata.type"].as_str().unwrap_or_default();
    tag.trim_start_matches('#') == ty
}

/// A number as JSON: an integer if it is one.
fn as_number(number: f64) -> Value {
    let text = format!("{number}");
    serde_json::from_str(&text).unwrap_or_default()
}

/// The order of two values of one kind.
pub(super) fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64()?.partial_cmp(&other.as_f64()?),
        (Value::String(one), Value::String(other)) => Some(one.cmp(other)),
        (Value::Bool(one), Value::Bool(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

fn binary(operator: &str, left: &Value, right: &Value) -> Result<Value, String> {
    let order = order(left, right);
    let is =
        |expected: &[Ordering]| Value::from(order.is_some_and(|order| expected.contains(&order)));
    let is_same = order == Some(Ordering::Equal) || left == right;
    Ok(match operator {
        "and" | "or" => {
            let holds = |value: &Value| *value == Value::Bool(true);
            let (left, right) = (holds(left), holds(right));
            (if operator == "and" {
                left && right
            } else {
                left || right
            })
            .into()
        }
        "eq" => is_same.into(),
        "ne" => (!is_same).into(),
        "gt" => is(&[Ordering::Greater]),
        "ge" => is(&[Ordering::Greater, Ordering::Equal]),
        "lt" => is(&[Ordering::Less]),
        "le" => is(&[Ordering::Less, Ordering::Equal]),
        "in" => right
            .as_array()
            .is_some_and(|values| values.contains(left))
            .into(),
        "has" => {
            let members = |value: &Value| -> Vec<String> {
                let text = value.as_str().unwrap_or_default();
                text.split(',').map(str::to_owned).collect()
            };
            let given = members(left);
            members(right)
                .iter()
                .all(|member| given.contains(member))
                .into()
        }
        _ => arithmetic(operator, left, right)?,
    })
}

fn arithmetic(operator: &str, left: &Value, right: &Value) -> Result<Value, String> {
    if let (Value::String(left), Value::String(right)) = (left, right) {
        return Ok(of_times(operator, left, right).unwrap_or_default());
    }
    let (Some(one), Some(other)) = (left.as_f64(), right.as_f64()) else {
        return Ok(Value::Null);
    };
    let are_whole = left.is_i64() && right.is_i64();
    Ok(as_number(match operator {
        "add" => one + other,
        "sub" => one - other,
        "mul" => one * other,
        "div" if are_whole => (one / other).trunc(),
        "div" | "divby" => one / other,
        "mod" => one % other,
        _ => return Err(format!("`{operator}` is not an operator.")),
    }))
}

/// Dates, times and durations, which JSON has as strings.
fn of_times(operator: &str, left: &str, right: &str) -> Option<Value> {
    let duration = |text: &str| text.parse::<SignedDuration>().ok();
    if let (Some(left), Some(right)) = (duration(left), duration(right)) {
        let sum = if operator == "add" {
            left.checked_add(right)
        } else {
            left.checked_sub(right)
        };
        return Some(sum?.to_string().into());
    }
    let time: Timestamp = left.parse().ok()?;
    Some(match (duration(right), operator) {
        (Some(duration), "add") => time.checked_add(duration).ok()?.to_string().into(),
        (Some(duration), _) => time.checked_sub(duration).ok()?.to_string().into(),
        (None, _) => {
            let other: Timestamp = right.parse().ok()?;
            time.duration_since(other).to_string().into()
        }
    })
}

fn call(function: &str, arguments: &[Expression], entity: &Value) -> Result<Value, String> {
    if function == "isof" {
        let ty = arguments.last().ok_or("`isof` needs a type.")?;
        let ty = match ty {
            Expression::Path(names) => names.join("/").into(),
            ty => evaluate(ty, entity)?,
        };
        let value = match arguments {
            [value, _] => evaluate(value, entity)?,
            _ => entity.clone(),
        };
        return Ok(is_of(&value, ty.as_str().unwrap_or_default()).into());
    }
    if function == "cast" {
        let [value, Expression::Path(ty)] = arguments else {
            return Err("`cast` needs a value and a type.".to_owned());
        };
        let value = evaluate(value, entity)?;
        return Ok(match (&value, ty.join("/").as_str()) {
            (Value::Null, _) => Value::Null,
            (Value::String(_), "Edm.String") => value,
            (value, "Edm.String") => value.to_string().into(),
            (Value::String(text), _) => serde_json::from_str(text).unwrap_or(value),
            _ => value,
        });
    }
    let values: Result<Vec<_>, _> = arguments
        .iter()
        .map(|argument| evaluate(argument, entity))
        .collect();
    let values = values?;
    match (function, &values[..]) {
        ("now", []) => return Ok("2026-03-14T15:09:26Z".into()),
        ("mindatetime", []) => return Ok(Timestamp::MIN.to_string().into()),
        ("maxdatetime", []) => return Ok(Timestamp::MAX.to_string().into()),
        ("hassubset", [Value::Array(all), Value::Array(some)]) => {
            return Ok(some.iter().all(|item| all.contains(item)).into());
        }
        ("hassubsequence", [Value::Array(all), Value::Array(some)]) => {
            let mut all = all.iter();
            return Ok(some
                .iter()
                .all(|item| all.any(|other| other == item))
                .into());
        }
        _ => {}
    }
    let known = of_strings(function, &values)
        .or_else(|| of_numbers(function, &values))
        .or_else(|| of_dates(function, &values));
    match known {
        Some(value) => Ok(value),
        None if FUNCTIONS.contains(&function) => Ok(Value::Null),
        None => Err(format!("`{function}` is not a function.")),
    }
}

/// The functions whose value is null if an argument is.
const FUNCTIONS: &[&str] = &[
    "contains",
    "startswith",
    "endswith",
    "matchesPattern",
    "length",
    "indexof",
    "substring",
    "tolower",
    "toupper",
    "trim",
    "concat",
    "round",
    "floor",
    "ceiling",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "fractionalseconds",
    "date",
    "time",
    "totaloffsetminutes",
    "totalseconds",
    "hassubset",
    "hassubsequence",
];

fn of_strings(function: &str, values: &[Value]) -> Option<Value> {
    let text = values.first()?.as_str()?;
    let other = values.get(1).and_then(Value::as_str);
    let number = |position: usize| {
        let number = values.get(position)?.as_u64()?;
        usize::try_from(number).ok()
    };
    Some(match (function, other) {
        ("contains", Some(other)) => text.contains(other).into(),
        ("startswith", Some(other)) => text.starts_with(other).into(),
        ("endswith", Some(other)) => text.ends_with(other).into(),
        ("matchesPattern", Some(other)) => Regex::new(other).ok()?.is_match(text).into(),
        ("concat", Some(other)) => format!("{text}{other}").into(),
        ("indexof", Some(other)) => text
            .find(other)
            .map_or(json!(-1), |byte| text[..byte].chars().count().into()),
        ("length", None) => text.chars().count().into(),
        ("tolower", None) => text.to_lowercase().into(),
        ("toupper", None) => text.to_uppercase().into(),
        ("trim", None) => text.trim().into(),
        ("substring", None) => {
            let rest = text.chars().skip(number(1)?);
            let rest: String = match number(2) {
                Some(length) => rest.take(length).collect(),
                None => rest.collect(),
            };
            rest.into()
        }
        _ => return None,
    })
}

fn of_numbers(function: &str, values: &[Value]) -> Option<Value> {
    let [Value::Number(number)] = values else {
        return None;
    };
    let number = number.as_f64()?;
    Some(as_number(match function {
        "round" => number.round(),
        "floor" => number.floor(),
        "ceiling" => number.ceil(),
        _ => return None,
    }))
}

fn of_dates(function: &str, values: &[Value]) -> Option<Value> {
    let [Value::String(text)] = values else {
        return None;
    };
    if function == "totalseconds" {
        let duration: SignedDuration = text.parse().ok()?;
        return Some(as_number(duration.as_secs_f64()));
    }
    let (date, time) = text.split_once('T').unwrap_or_else(|| {
        if text.contains(':') {
            ("", text)
        } else {
            (text, "")
        }
    });
    let local = time.split(['Z', '+']).next()?;
    let date = date.parse::<civil::Date>();
    let time = local.parse::<civil::Time>();
    Some(match function {
        "year" => date.ok()?.year().into(),
        "month" => date.ok()?.month().into(),
        "day" => date.ok()?.day().into(),
        "hour" => time.ok()?.hour().into(),
        "minute" => time.ok()?.minute().into(),
        "second" => time.ok()?.second().into(),
        "fractionalseconds" => as_number(f64::from(time.ok()?.subsec_nanosecond()) / 1e9),
        "date" => date.ok()?.to_string().into(),
        "time" => time.ok()?.to_string().into(),
        "totaloffsetminutes" if text.ends_with('Z') => 0.into(),
        _ => return None,
    })
}
