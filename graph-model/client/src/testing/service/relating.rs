//! Changes to the references between entities.
//!
//! OData Protocol 4.01, section 11.4.6; OData JSON Format 4.01, section 8.5 (`@odata.bind`).

use serde_json::{Map, Value, json};

use super::query::Options;
use super::received::Received;
use super::references::Place;
use super::reply::Reply;
use super::store::{Store, not_found};

/// The references that a new or changed entity is to have: the name of the relationship, the
/// entities, and whether there may be more than one.
pub(super) type Bound = Vec<(String, Vec<Place>, bool)>;

impl Store {
    /// Responds to a request for the references of a relationship.
    pub(super) fn refer(&mut self, path: &str, options: &Options, request: &Received) -> Reply {
        let target = || {
            let url = request.body["@odata.id"].as_str();
            let url =
                url.ok_or_else(|| Reply::error(400, "BadRequest", "`@odata.id` is missing."))?;
            self.place_of(url)
        };
        if matches!(request.method.as_str(), "POST" | "PUT")
            && let Some((entity, name)) = path.rsplit_once('/')
            && let Some((collection, id)) = entity.rsplit_once('/')
            && self.collections.contains_key(collection)
            && self.find(collection, id).is_none()
        {
            return not_found(entity, name);
        }
        match request.method.as_str() {
            "GET" => self.references_at(path),
            "POST" => match target().map(|entity| self.references.add(path, entity)) {
                Err(reply) => reply,
                Ok(true) => Reply::empty(204),
                Ok(false) => {
                    let message = "One or more added object references already exist.";
                    Reply::error(400, "Request_BadRequest", message)
                }
            },
            "PUT" => match target() {
                Err(reply) => reply,
                Ok(entity) => {
                    self.references.set(path, entity);
                    Reply::empty(204)
                }
            },
            "DELETE" => {
                let is_removed = match options.get("$id") {
                    Some(url) => match self.place_of(url) {
                        Ok((_, id)) => self.references.remove(path, &id),
                        Err(reply) => return reply,
                    },
                    None if self.references.unset(path) => true,
                    None => match path.rsplit_once('/') {
                        Some((relationship, id)) => self.references.remove(relationship, id),
                        None => false,
                    },
                };
                if is_removed {
                    Reply::empty(204)
                } else {
                    not_found(path, "$ref")
                }
            }
            method => Reply::error(405, "MethodNotAllowed", method),
        }
    }

    fn references_at(&self, path: &str) -> Reply {
        let reference = |(collection, id): &Place| json!({ "@odata.id": format!("{}{collection}/{id}", self.root) });
        match self.references.single(path) {
            Some(entity) => Reply::json(200, reference(entity)),
            None if self.references.is_to_many(path) => {
                let references: Vec<Value> =
                    self.references.of(path).iter().map(reference).collect();
                Reply::json(200, json!({ "value": references }))
            }
            None => not_found(path, "$ref"),
        }
    }

    /// The entity at a URL, which may be relative to the root. `directoryObjects` holds the
    /// entities of every collection.
    fn place_of(&self, url: &str) -> Result<Place, Reply> {
        let path = url.strip_prefix(self.root.as_str()).unwrap_or(url);
        let path = format!("/{}", path.trim_start_matches('/'));
        let segments = self.segments(&path)?;
        let unknown = || not_found(&path, "@odata.id");
        let (id, parents) = segments.split_last().ok_or_else(unknown)?;
        let collection = format!("/{}", parents.join("/"));
        if collection == "/directoryObjects" {
            let mut all = self.collections.keys();
            let found = all.find(|collection| self.find(collection, id).is_some());
            return found
                .map(|found| (found.clone(), id.clone()))
                .ok_or_else(unknown);
        }
        self.find(&collection, id).ok_or_else(unknown)?;
        Ok((collection, id.clone()))
    }

    /// Takes the references out of a new or changed entity.
    pub(super) fn take_bound(&self, entity: &mut Map<String, Value>) -> Result<Bound, Reply> {
        let mut bound = Vec::new();
        let names: Vec<String> = entity.keys().cloned().collect();
        for member in names {
            let Some(name) = member.strip_suffix("@odata.bind") else {
                continue;
            };
            let value = entity.remove(&member).unwrap_or_default();
            let urls = match &value {
                Value::Array(urls) => urls.iter().filter_map(Value::as_str).collect(),
                url => Vec::from_iter(url.as_str()),
            };
            let places: Result<Vec<Place>, Reply> =
                urls.into_iter().map(|url| self.place_of(url)).collect();
            bound.push((name.to_owned(), places?, value.is_array()));
        }
        Ok(bound)
    }

    /// Adds the references to an entity at this path.
    pub(super) fn relate(&mut self, entity: &str, bound: Bound) {
        for (name, places, is_to_many) in bound {
            let relationship = format!("{entity}/{name}");
            for place in places {
                if is_to_many {
                    self.references.add(&relationship, place);
                } else {
                    self.references.set(&relationship, place);
                }
            }
        }
    }
}
