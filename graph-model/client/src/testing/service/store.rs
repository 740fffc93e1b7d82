//! The stored entities, and the effect of requests on them.
//!
//! A collection is identified by its path, such as `/groups` or `/groups/4f/members`. An entity is
//! identified by the path of its collection and its `id`. See OData Protocol 4.01, section 11. The
//! siblings `reading` and `relating` respond to reads and change references.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::keys::{Keyed, Keys, text_of};
use super::query::{Options, decoded};
use super::received::Received;
use super::references::References;
use super::reply::Reply;
use super::schema::Schema;

#[derive(Default)]
pub(super) struct Store {
    pub(super) collections: BTreeMap<String, Vec<Stored>>,
    pub(super) references: References,
    /// The removed entities: the collection, the id and the time.
    pub(super) removed: Vec<(String, String, u32)>,
    /// Counts the changes.
    pub(super) clock: u32,
    /// The root that links start with.
    pub(super) root: String,
    pub(super) schema: Schema,
    pub(super) keys: Keys,
    /// The number of entities on a page if the client does not set it.
    pub(super) page_size: usize,
    /// Whether an update must name the version that it is based on.
    pub(super) requires_etags: bool,
    /// The paths of singletons, each with the path of the entity that it is.
    pub(super) singletons: Vec<(String, String)>,
}

pub(super) struct Stored {
    /// The text of the key.
    pub key: String,
    pub entity: Map<String, Value>,
    pub version: u32,
}

impl Stored {
    pub(super) fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }

    pub(super) fn value(&self) -> Value {
        let mut entity = self.entity.clone();
        entity.insert("@odata.etag".to_owned(), json!(self.etag()));
        Value::Object(entity)
    }
}

impl Store {
    pub(super) fn put(&mut self, collection: &str, entity: Value) {
        self.clock += 1;
        let version = self.clock;
        if let Value::Object(entity) = entity {
            let key = self.keys.key(collection, &entity);
            let stored = Stored {
                key,
                entity,
                version,
            };
            let collection = self.collections.entry(collection.to_owned()).or_default();
            collection.push(stored);
        }
    }

    pub(super) fn entities(&self, collection: &str) -> Vec<Value> {
        self.stored_at(collection)
            .map(|stored| Value::Object(stored.entity.clone()))
            .collect()
    }

    /// What a collection has: the entities that are stored in it, and those that it refers to.
    pub(super) fn stored_at(&self, collection: &str) -> impl Iterator<Item = &Stored> {
        let own = self.collections.get(collection).into_iter().flatten();
        let related = self.references.of(collection).iter();
        own.chain(related.filter_map(|(collection, id)| {
            let position = self.find(collection, id)?;
            self.collections.get(collection)?.get(position)
        }))
    }

    pub(super) fn reply(&mut self, request: &Received) -> Reply {
        match Options::split(&request.url) {
            Ok((path, options)) => self.reply_at(path, &options, request),
            Err(message) => Reply::error(400, "BadRequest", &message),
        }
    }

    /// The segments of a path, with keys in parentheses as segments of their own. The error is the
    /// response to a key that no entity has.
    pub(super) fn segments(&self, path: &str) -> Result<Vec<String>, Reply> {
        let mut segments: Vec<String> = Vec::new();
        let singleton = self.singletons.iter().find_map(|(singleton, entity)| {
            let rest = path.strip_prefix(singleton.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{entity}{rest}"))
        });
        let path = singleton.as_deref().unwrap_or(path);
        for segment in path.split('/').skip(1).map(decoded) {
            let collection = |set: &str| {
                let parents: String = segments.iter().flat_map(|name| ["/", name]).collect();
                format!("{parents}/{set}")
            };
            let is_set = |set: &str| self.collections.contains_key(&collection(set));
            match self.keys.split(&segment, is_set) {
                None => segments.push(segment),
                Some(keyed) if !self.keys.is_known(&keyed) => {
                    let message = format!("`{segment}` is not a key of `{}`.", keyed.set);
                    return Err(Reply::error(400, "BadRequest", &message));
                }
                Some(keyed) => {
                    let collection = collection(keyed.set);
                    let Some(key) = self.key_at(&collection, &keyed) else {
                        return Err(not_found(&collection, &segment));
                    };
                    segments.extend([keyed.set.to_owned(), key]);
                }
            }
        }
        Ok(segments)
    }

    fn reply_at(&mut self, path: &str, options: &Options, request: &Received) -> Reply {
        if let Some(reply) = self.upsert(path, request) {
            return reply;
        }
        let segments = match self.segments(path) {
            Ok(segments) => segments,
            Err(reply) => return reply,
        };
        let Some((last, parents)) = segments.split_last() else {
            return Reply::error(400, "BadRequest", "The path is empty.");
        };
        let whole = format!("/{}", segments.join("/"));
        let parent = format!("/{}", parents.join("/"));
        if last == "$ref" {
            return self.refer(&parent, options, request);
        }
        match request.method.as_str() {
            "GET" if last == "$count" => self.count(&parent, options),
            "GET" if last == "delta" => self.delta(&parent, options),
            "GET" if last == "calendarView" => self.calendar_view(&parent, options, request),
            "GET" if last.starts_with("isMember(") => self.is_member(&parent, last),
            "GET" if last.starts_with("microsoft.graph.") => {
                self.list(&parent, options, request, Some(last))
            }
            "GET" if self.find(&parent, last).is_some() => self.get(&parent, last, options),
            "GET" if self.is_collection(&whole) => self.list(&whole, options, request, None),
            "GET" => self.get_related(&parent, last, options),
            "POST" if last == "assign" => self.assign(&parent, &request.body),
            "POST" if self.is_operation(&whole, &parent, last) => Reply::error(
                501,
                "NotImplemented",
                &format!(
                    "`{last}` is not a collection of `{parent}`. If it is an action, add it with `Service::operation`."
                ),
            ),
            "POST" if self.is_collection(&whole) => self.create(&whole, request),
            "POST" => Reply::error(
                405,
                "MethodNotAllowed",
                "The path does not lead to a collection.",
            ),
            "PATCH" => self.update(&parent, last, request),
            "DELETE" => self.delete(&parent, last, request),
            method => Reply::error(405, "MethodNotAllowed", method),
        }
    }

    /// Whether a path ends in the name of an operation: a qualified name, or one that the type of the
    /// entity before it does not declare.
    fn is_operation(&self, path: &str, parent: &str, last: &str) -> bool {
        let is_known = self.collections.contains_key(path) || self.references.is_to_many(path);
        let collection = parent.rsplit_once('/').map(|(collection, _)| collection);
        !is_known
            && (last.contains('.')
                || collection.is_some_and(|collection| self.schema.lacks(collection, last)))
    }

    /// Returns whether a path leads to a collection. A path with an odd number of names does, as in
    /// `/groups/4f/members`, unless it leads to one related entity. The one Graph folder that is
    /// used here, `/deviceManagement`, does not count.
    fn is_collection(&self, path: &str) -> bool {
        let below = path.strip_prefix("/deviceManagement").unwrap_or(path);
        self.collections.contains_key(path)
            || self.references.is_to_many(path)
            || (below.matches('/').count() % 2 == 1 && !self.is_to_one(path))
    }

    /// Whether a path leads to one related entity.
    fn is_to_one(&self, path: &str) -> bool {
        let declared = path.rsplit_once('/').and_then(|(entity, name)| {
            let (collection, _) = entity.rsplit_once('/')?;
            self.schema.is_collection(collection, name)
        });
        match declared {
            Some(is_collection) => !is_collection,
            None => self.references.is_to_one(path),
        }
    }

    /// The key of the entity that a key selects, which may be an alternate key.
    fn key_at(&self, collection: &str, keyed: &Keyed<'_>) -> Option<String> {
        if let Some(key) = self.keys.primary(keyed) {
            return Some(key);
        }
        let mut stored = self.collections.get(collection)?.iter();
        let has_values = |stored: &&Stored| {
            let mut parts = keyed.parts.iter();
            parts.all(|(name, value)| {
                let found = stored.entity.get(name).map(text_of);
                found.as_ref() == Some(value)
            })
        };
        Some(stored.find(has_values)?.key.clone())
    }

    pub(super) fn find(&self, collection: &str, id: &str) -> Option<usize> {
        let stored = self.collections.get(collection)?;
        stored.iter().position(|stored| stored.key == id)
    }

    fn create(&mut self, collection: &str, request: &Received) -> Reply {
        let Value::Object(mut entity) = request.body.clone() else {
            return Reply::error(400, "BadRequest", "The body is not a JSON object.");
        };
        let related = match self.take_bound(&mut entity) {
            Ok(related) => related,
            Err(reply) => return reply,
        };
        if let Some(message) = self.schema.refusal_of_new(collection, &entity) {
            return Reply::error(400, "BadRequest", &message);
        }
        let number = self.clock + 1;
        if let Some(name) = self.keys.generated(collection) {
            let value = if name == "id" {
                json!(format!("new-{number}"))
            } else {
                json!(number)
            };
            entity.entry(name).or_insert(value);
        }
        let id = self.keys.key(collection, &entity);
        let key = self.keys.in_parentheses(collection, &entity);
        if self.find(collection, &id).is_some() {
            let message = "Another object with the same key already exists.";
            return Reply::error(409, "Conflict", message);
        }
        self.put(collection, Value::Object(entity));
        self.relate(&format!("{collection}/{id}"), related);
        let location = format!("{}{collection}{key}", self.root);
        if request.header("prefer").contains("return=minimal") {
            Reply::empty(204).with("OData-EntityId", location)
        } else {
            let mut reply = self.get(collection, &id, &Options::default());
            reply.status = 201;
            reply.with("Location", location)
        }
    }

    /// The update of an entity by an alternate key, as in `applications(uniqueName='payroll')`, if
    /// there is no such entity and the request may create it.
    fn upsert(&mut self, path: &str, request: &Received) -> Option<Reply> {
        let may_create = request.header("prefer").contains("create-if-missing");
        let (parents, last) = path.rsplit_once('/')?;
        if request.method != "PATCH" || !may_create {
            return None;
        }
        let last = decoded(last);
        let keyed = self.keys.split(&last, |_| true)?;
        let collection = format!("{parents}/{}", keyed.set);
        if !self.keys.is_known(&keyed) || self.key_at(&collection, &keyed).is_some() {
            return None;
        }
        let mut request = request.clone();
        for (name, value) in &keyed.parts {
            request.body[name] = json!(value);
        }
        Some(self.create(&collection, &request))
    }

    fn update(&mut self, collection: &str, id: &str, request: &Received) -> Reply {
        let prefer = request.header("prefer");
        let Some(position) = self.find(collection, id) else {
            return not_found(collection, id);
        };
        if let Some(reply) = self.conflict(collection, position, request) {
            return reply;
        }
        if !request
            .header("content-type")
            .starts_with("application/json")
        {
            return Reply::error(400, "BadRequest", "The body is not `application/json`.");
        }
        let Value::Object(mut changes) = request.body.clone() else {
            return Reply::error(400, "BadRequest", "The body is not a JSON object.");
        };
        let related = match self.take_bound(&mut changes) {
            Ok(related) => related,
            Err(reply) => return reply,
        };
        if let Some(message) = self.schema.refusal(collection, &changes) {
            return Reply::error(400, "BadRequest", &message);
        }
        self.clock += 1;
        let version = self.clock;
        if let Some(stored) = self.stored_mut(collection, position) {
            merge(&mut stored.entity, &changes);
            stored.version = version;
        }
        self.relate(&format!("{collection}/{id}"), related);
        if prefer.contains("return=minimal") {
            let etag = self.collections[collection][position].etag();
            Reply::empty(204).with("ETag", etag)
        } else {
            self.get(collection, id, &Options::default())
        }
    }

    fn stored_mut(&mut self, collection: &str, position: usize) -> Option<&mut Stored> {
        self.collections.get_mut(collection)?.get_mut(position)
    }

    fn delete(&mut self, collection: &str, id: &str, request: &Received) -> Reply {
        let Some(position) = self.find(collection, id) else {
            return not_found(collection, id);
        };
        if let Some(reply) = self.conflict(collection, position, request) {
            return reply;
        }
        self.clock += 1;
        if let Some(stored) = self.collections.get_mut(collection) {
            stored.remove(position);
        }
        self.references
            .forget(&(collection.to_owned(), id.to_owned()));
        let removed = (collection.to_owned(), id.to_owned(), self.clock);
        self.removed.push(removed);
        Reply::empty(204)
    }

    /// The refusal of a change that is based on another version.
    fn conflict(&self, collection: &str, position: usize, request: &Received) -> Option<Reply> {
        let etag = self.collections[collection][position].etag();
        let wanted = request.header("if-match");
        if wanted.is_empty() && self.requires_etags {
            let message = "An update needs `If-Match`.";
            return Some(Reply::error(428, "PreconditionRequired", message));
        }
        (!wanted.is_empty() && wanted != "*" && wanted != etag).then(|| {
            let message = format!("The version is {etag} by now.");
            Reply::error(412, "PreconditionFailed", &message)
        })
    }

    /// The action `assign`: replaces the assignments of a policy.
    fn assign(&mut self, policy: &str, parameters: &Value) -> Reply {
        let Some(assignments) = parameters["assignments"].as_array() else {
            return Reply::error(400, "BadRequest", "`assignments` is not an array.");
        };
        let collection = format!("{policy}/assignments");
        self.collections.insert(collection.clone(), Vec::new());
        for (number, assignment) in assignments.iter().enumerate() {
            let mut assignment = assignment.clone();
            assignment["id"] = json!(format!("assignment-{}", number + 1));
            self.put(&collection, assignment);
        }
        Reply::json(200, json!({ "value": self.entities(&collection) }))
    }

    /// The function `isMember(name='…')` of a group.
    fn is_member(&self, group: &str, call: &str) -> Reply {
        let name = call
            .strip_prefix("isMember(name='")
            .and_then(|call| call.strip_suffix("')"));
        let name = name.unwrap_or_default().replace("''", "'");
        let members = self.entities(&format!("{group}/members"));
        let is_member = members
            .iter()
            .any(|member| member["displayName"] == json!(name));
        Reply::json(200, json!({ "value": is_member }))
    }
}

/// Merges changes into an entity. Absent members keep their values, complex values are merged, and
/// null clears a value.
fn merge(entity: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        match (entity.get_mut(name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            _ => {
                entity.insert(name.clone(), value.clone());
            }
        }
    }
}

pub(super) fn not_found(collection: &str, id: &str) -> Reply {
    let message = format!("`{id}` does not exist in `{collection}`.");
    Reply::error(404, "ResourceNotFound", &message)
}
