//! Walks along a documented URL over generated code, and writes the expression that builds the
//! request: a root, relationships, keys, casts, properties and operations, and the verb at the end.

use serde_json::{Map, Value};

use super::bodies;
use super::generated::{Field, Generated, Operation};

/// The place that a walk has reached.
#[derive(Clone)]
struct Place {
    /// The expression of the route.
    route: String,
    /// The type there: a struct, a union, or the type of a property.
    ty: String,
    collection: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Entity,
    Property,
    Stream,
}

/// The reason why a URL cannot be addressed.
pub(crate) type Reason = String;

/// The expression for a request, and the form of its URL.
pub(crate) struct Built {
    pub code: String,
    pub form: &'static str,
}

pub(crate) struct Walk<'g> {
    pub generated: &'g Generated,
    /// The body of the request, whose members are the parameters of an action.
    pub body: Option<&'g Map<String, Value>>,
    /// Whether an entity that is created or patched gets its members from the body.
    pub fills_entities: bool,
}

impl<'g> Walk<'g> {
    pub(crate) fn build(&self, method: &str, path: &str) -> Result<Built, Reason> {
        let mut segments: Vec<String> = split(path);
        // A file by its path: `root:`, its segments, and a colon at the end of the last.
        let mut place: Option<Place> = None;
        let mut number = 0;
        let last = loop {
            let Some(segment) = segments.get(number).cloned() else {
                break None;
            };
            number += 1;
            let is_last = number == segments.len();
            if let Some(name) = segment.strip_suffix(':').filter(|name| !name.is_empty()) {
                let start = self.step(place.as_ref(), name)?;
                let end = segments[number..]
                    .iter()
                    .position(|segment| segment.ends_with(':'))
                    .map_or(segments.len(), |end| number + end + 1);
                let file = segments[number..end].join("/");
                let file = file.trim_end_matches(':').to_owned();
                place = Some(Place {
                    route: format!("{}.at_file_path({file:?})", start.route),
                    ..start
                });
                segments.drain(number..end);
                continue;
            }
            if is_last && let Some(place) = &place {
                let ended = self.end(method, place, &segment);
                if let Some(built) = ended {
                    break Some(built?);
                }
            }
            place = Some(self.step(place.as_ref(), &segment)?);
        };
        match last {
            Some(built) => Ok(built),
            None => self.verb(method, &place.ok_or("the URL is empty")?),
        }
    }

    /// One segment further.
    fn step(&self, place: Option<&Place>, segment: &str) -> Result<Place, Reason> {
        let (name, key) = match segment.split_once('(') {
            Some((name, rest)) => (name, Some(rest.trim_end_matches(')'))),
            None => (segment, None),
        };
        let Some(place) = place else {
            let root = self.generated.roots.iter();
            let (_, root) = root
                .into_iter()
                .find(|(root, _)| root.eq_ignore_ascii_case(name))
                .ok_or_else(|| format!("`{name}` is neither an entity set nor a singleton"))?;
            let start = Place {
                route: format!("m::{}", root.constant),
                ty: root.ty.clone(),
                collection: root.collection,
                kind: Kind::Entity,
            };
            return with_key(start, key);
        };
        if place.kind == Kind::Stream {
            return Err(format!("`{name}` follows a stream"));
        }
        if let Some(ty) = self.generated.named(name) {
            return Ok(Place {
                route: format!("{}.cast::<m::{ty}>()", place.route),
                ty: ty.to_owned(),
                ..place.clone()
            });
        }
        if let Some(function) = self.function(place, name, key) {
            return route_of(place, function, key);
        }
        if place.collection {
            if place.kind == Kind::Property {
                return Err(format!("`{name}` follows a collection of values"));
            }
            return with_key(place.clone(), Some(segment));
        }
        let field = self
            .generated
            .field(&place.ty, name)
            .ok_or_else(|| self.undeclared(place, name))?;
        let next = follow(place, field);
        with_key(next, key)
    }

    fn undeclared(&self, place: &Place, name: &str) -> Reason {
        let derived = self.generated.structs.iter().any(|(path, ty)| {
            let declares = ty.fields.contains_key(&name.to_ascii_lowercase());
            let mut ancestry = self.generated.ancestry(path);
            declares && ancestry.any(|(ty, _)| ty == self.generated.declared(&place.ty))
        });
        if derived {
            format!(
                "only a type derived from `{}` declares `{name}`, and the cast is missing",
                place.ty
            )
        } else {
            format!("`{}` does not declare `{name}`", place.ty)
        }
    }

    /// The function at a place that the segment calls.
    fn function(&self, place: &Place, name: &str, key: Option<&str>) -> Option<&'g Operation> {
        let short = name.rsplit('.').next().unwrap_or(name);
        let given = arguments(key.unwrap_or_default());
        let ty = &place.ty;
        self.generated
            .operation_at(ty, place.collection, short, |operation| {
                operation.is_function
                    && operation.parameters.len() >= given.len()
                    && given.iter().all(|(name, _)| {
                        operation
                            .parameters
                            .contains_key(&name.to_ascii_lowercase())
                    })
                    && operation.parameters.iter().all(|(name, field)| {
                        field.optional
                            || given
                                .iter()
                                .any(|(given, _)| given.eq_ignore_ascii_case(name))
                    })
            })
    }

    /// The request for a last segment that is not a place: an operation or a system resource.
    fn end(&self, method: &str, place: &Place, segment: &str) -> Option<Result<Built, Reason>> {
        let route = &place.route;
        let request = |code: String, form| Some(Ok(Built { code, form }));
        match (segment, method) {
            ("$ref", "GET") if place.collection => {
                return request(format!("{route}.references()"), "reference");
            }
            ("$ref", "GET") => return request(format!("{route}.reference()"), "reference"),
            ("$ref", "POST") if place.collection => {
                return request(format!("{route}.add(\"users/4f\")"), "reference");
            }
            ("$ref", "PUT") => return request(format!("{route}.set(\"users/4f\")"), "reference"),
            ("$ref", "DELETE") => {
                let code = match route.rsplit_once(".key(") {
                    Some((members, key)) => format!("{members}.remove({key}"),
                    None => format!("{route}.unset()"),
                };
                return request(code, "reference");
            }
            ("$value", "GET") if place.kind == Kind::Property => {
                return request(format!("{route}.value()"), "raw value");
            }
            ("$value", _) => {
                if !self.is_media(place) {
                    return Some(Err(format!("`{}` is not a media entity type", place.ty)));
                }
                let media = Place {
                    route: format!("{route}.media()"),
                    kind: Kind::Stream,
                    ..place.clone()
                };
                return Some(self.verb(method, &media));
            }
            ("$count", "GET") if place.collection => {
                let ty = &place.ty;
                return request(format!("m::{ty}::list().count_at(&{route})"), "count");
            }
            _ => {}
        }
        let (name, key) = match segment.split_once('(') {
            Some((name, rest)) => (name, Some(rest.trim_end_matches(')'))),
            None => (segment, None),
        };
        if method == "GET"
            && let Some(function) = self.function(place, name, key)
        {
            return Some(call(function, key).map(|call| Built {
                code: format!("{call}.at(&{route})"),
                form: "function",
            }));
        }
        if method != "POST" {
            return None;
        }
        let short = name.rsplit('.').next().unwrap_or(name);
        let action = |collection| {
            self.generated
                .operation_at(&place.ty, collection, short, |operation| {
                    !operation.is_function
                })
        };
        let action = action(place.collection)?;
        Some(self.action(action).map(|call| Built {
            code: format!("{call}.at(&{route})"),
            form: "action",
        }))
    }

    /// The value of an action whose parameters are in the body.
    fn action(&self, action: &Operation) -> Result<String, Reason> {
        let members = self.body.into_iter().flatten();
        let values = members
            .filter(|(name, _)| !name.contains('@'))
            .map(|(name, value)| {
                let field = action
                    .parameters
                    .get(&name.to_ascii_lowercase())
                    .ok_or_else(|| format!("`{}` has no parameter `{name}`", action.name))?;
                let json = serde_json::to_string(value).unwrap();
                Ok((field.ident.clone(), format!("parsed(r###\"{json}\"###)?")))
            });
        let values: Result<Vec<_>, Reason> = values.collect();
        Ok(value_of(action, &values?))
    }

    fn is_media(&self, place: &Place) -> bool {
        let mut ancestry = self.generated.ancestry(&place.ty);
        place.kind == Kind::Entity && ancestry.any(|(_, ty)| ty.media)
    }

    /// The request of this method at a place.
    fn verb(&self, method: &str, place: &Place) -> Result<Built, Reason> {
        let Place { route, ty, .. } = place;
        let declared = self.generated.declared(ty);
        let creation = || match self.body.filter(|_| self.fills_entities) {
            Some(body) => bodies::creation(self.generated, ty, body),
            None => Ok(format!("m::{declared}::create(&m::{declared}::default())")),
        };
        let patch = || match self.body.filter(|_| self.fills_entities) {
            Some(body) => bodies::patch(self.generated, ty, body),
            None => Ok(format!("m::{declared}::patch()")),
        };
        let refused = || Err(format!("there is no {method} of what is there"));
        let (code, form) = match (place.kind, place.collection, method) {
            (Kind::Stream, _, "GET") => (format!("{route}.download()"), "stream"),
            (Kind::Stream, _, "PUT" | "PATCH") => {
                (format!("{route}.upload(\"text/plain\", \"x\")"), "stream")
            }
            (Kind::Stream, _, "DELETE") => (format!("{route}.clear()"), "stream"),
            (Kind::Property, _, "GET") => (format!("{route}.get()"), "property"),
            (Kind::Property, false, "PATCH") => {
                (format!("{route}.patch({})", patch()?), "property")
            }
            (Kind::Property, _, "DELETE") => (format!("{route}.clear()"), "property"),
            (Kind::Entity, true, "GET") => (format!("m::{ty}::list().at(&{route})"), "collection"),
            (Kind::Entity, false, "GET") => (format!("m::{ty}::get().at(&{route})"), "entity"),
            (Kind::Entity, true, "POST") => (format!("{}.at(&{route})", creation()?), "collection"),
            (Kind::Entity, false, "PATCH") if self.has_patch(declared) => {
                (format!("{}.at(&{route})", patch()?), "entity")
            }
            (Kind::Entity, false, "PUT") => (format!("{}.put_at(&{route})", creation()?), "entity"),
            (Kind::Entity, false, "DELETE") => {
                (format!("RequestBuilder::<()>::delete(&{route})"), "entity")
            }
            _ => return refused(),
        };
        if !self.generated.structs.contains_key(declared) && place.kind == Kind::Entity {
            return Err(format!(
                "the function returns `{ty}`, which is not an entity"
            ));
        }
        Ok(Built { code, form })
    }

    fn has_patch(&self, ty: &str) -> bool {
        self.generated
            .structs
            .get(ty)
            .is_some_and(|ty| ty.has_patch)
    }
}

fn with_key(place: Place, key: Option<&str>) -> Result<Place, Reason> {
    let Some(key) = key else { return Ok(place) };
    if !place.collection {
        return Err(format!("`{key}` is a key, and no collection is before it"));
    }
    let part = |part: &str| -> Option<(String, String)> {
        let (name, value) = part.split_once('=')?;
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric());
        (is_name && !name.is_empty() && value.starts_with('\''))
            .then(|| (name.to_owned(), unquoted(value)))
    };
    let parts: Option<Vec<_>> = key.split(',').map(part).collect();
    let route = match parts {
        Some(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|(name, value)| format!("({name:?}, &{value:?} as _)"))
                .collect();
            format!("{}.composite_key([{}])", place.route, parts.join(", "))
        }
        None => format!("{}.key({:?})", place.route, decoded(&unquoted(key))),
    };
    Ok(Place {
        route,
        collection: false,
        ..place
    })
}

fn call(operation: &Operation, key: Option<&str>) -> Result<String, Reason> {
    let given = arguments(key.unwrap_or_default());
    let values = given.into_iter().map(|(name, value)| {
        let field = &operation.parameters[&name.to_ascii_lowercase()];
        let value = literal(field, &value)?;
        Ok((field.ident.clone(), value))
    });
    let values: Result<Vec<_>, Reason> = values.collect();
    Ok(value_of(operation, &values?))
}

fn route_of(place: &Place, function: &Operation, key: Option<&str>) -> Result<Place, Reason> {
    let call = call(function, key)?;
    let returns = function.returns.as_ref().unwrap();
    Ok(Place {
        route: format!("{call}.to_route(&{})", place.route),
        ty: returns.ty.clone(),
        collection: returns.collection,
        kind: Kind::Entity,
    })
}

fn follow(place: &Place, field: &Field) -> Place {
    let Field { ident, .. } = field;
    let route = &place.route;
    let (route, kind) = if field.navigation {
        (format!("{route}.to(|x| x.{ident})"), Kind::Entity)
    } else if field.ty == "Stream" {
        (format!("{route}.stream(|x| x.{ident})"), Kind::Stream)
    } else {
        (format!("{route}.property(|x| x.{ident})"), Kind::Property)
    };
    Place {
        route,
        ty: field.ty.clone(),
        collection: field.collection,
        kind,
    }
}

/// The struct of an operation with these fields.
fn value_of(operation: &Operation, values: &[(String, String)]) -> String {
    let path = &operation.path;
    if operation.parameters.is_empty() {
        return format!("m::{path}");
    }
    let mut fields: Vec<String> = values
        .iter()
        .map(|(field, value)| format!("{field}: {value}"))
        .collect();
    if values.len() < operation.parameters.len() {
        fields.push("..Default::default()".to_owned());
    }
    format!("m::{path} {{ {} }}", fields.join(", "))
}

/// The value of a parameter in a URL.
fn literal(field: &Field, value: &str) -> Result<String, Reason> {
    let value = decoded(&unquoted(value));
    if value.starts_with('@') {
        return Err("the documented parameter is an alias".to_owned());
    }
    let code = match field.ty.as_str() {
        "String" => format!("{value:?}.to_owned()"),
        "bool" | "i32" | "i64" | "f64" | "i16" | "f32" | "u8" => {
            let is_number = value.parse::<f64>().is_ok() || value.parse::<bool>().is_ok();
            if !is_number {
                // A placeholder of the documentation.
                return Err(format!("`{value}` is not a value of `{}`", field.ty));
            }
            value
        }
        _ => format!("parsed({:?})?", serde_json::to_string(&value).unwrap()),
    };
    Ok(if field.optional {
        format!("Some({code})")
    } else {
        code
    })
}

/// The parameters in the parentheses of a function.
fn arguments(text: &str) -> Vec<(String, String)> {
    let mut arguments = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut quoted = false;
        let end = rest
            .char_indices()
            .find(|&(_, c)| {
                quoted ^= c == '\'';
                c == ',' && !quoted
            })
            .map_or(rest.len(), |(at, _)| at);
        let (argument, after) = rest.split_at(end);
        if let Some((name, value)) = argument.split_once('=') {
            arguments.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        rest = after.strip_prefix(',').unwrap_or_default();
    }
    arguments
}

/// The segments of a path. Slashes inside the quotes of a parameter do not separate.
fn split(path: &str) -> Vec<String> {
    let mut segments = vec![String::new()];
    let mut quoted = false;
    for c in path.trim_matches('/').chars() {
        quoted ^= c == '\'';
        if c == '/' && !quoted {
            segments.push(String::new());
        } else if let Some(last) = segments.last_mut() {
            last.push(c);
        }
    }
    segments
}

fn unquoted(text: &str) -> String {
    text.trim_matches(['\'', '"', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'])
        .to_owned()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
