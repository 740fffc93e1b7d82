//! The methods that a test calls before the code under test runs. They set the entities, types,
//! keys and operations of a service.

use std::sync::Arc;

use graph_model::model::{EntityType, StructuredType};
use serde_json::Value;

use super::{Handler, PropertyType, Received, Reply, Service, locked};

impl Service {
    /// Puts an entity into a collection, such as `/groups` or `/users/4f/messages`. The entity
    /// needs its key, which is `id` unless [`declare_key`](Self::declare_key) names another.
    pub fn put(&self, collection: &str, entity: Value) {
        self.state().store.put(collection, entity);
    }

    /// Returns the entities of a collection, or of a relationship such as `/groups/4f/members`.
    #[must_use]
    pub fn entities(&self, collection: &str) -> Vec<Value> {
        self.state().store.entities(collection)
    }

    /// Names the model of the entities of a collection. The service then refuses properties that
    /// the type does not have, and values of a wrong type. Declare each derived type with
    /// [`model`](Self::model).
    pub fn serve<T: EntityType>(&self, collection: &str) {
        self.model::<T>();
        self.check(collection, T::TYPE.name());
    }

    /// Declares a modelled type: one derived from the type of a collection, or a complex type.
    pub fn model<T: StructuredType>(&self) {
        self.state().store.schema.declare_model(T::TYPE);
    }

    /// Declares a type with the properties that its values may have. The values must have the
    /// type's name in `@odata.type`.
    pub fn declare(&self, ty: &str, properties: &[(&str, PropertyType)]) {
        self.state().store.schema.declare(ty, properties);
    }

    /// Makes the service check later changes to the entities of a collection against a declared
    /// type.
    pub fn check(&self, collection: &str, ty: &str) {
        self.state().store.schema.check(collection, ty);
    }

    /// Declares the properties of the key of an entity set.
    pub fn declare_key(&self, set: &str, properties: &[&str]) {
        self.state().store.keys.declare(set, properties);
    }

    /// Declares an alternate key of an entity set, as in
    /// `applications(uniqueName='payroll')`.
    pub fn declare_alternate_key(&self, set: &str, property: &str) {
        self.state().store.keys.declare_alternate(set, property);
    }

    /// Serves an entity, such as `/users/4f`, at a second path, such as `/me`.
    pub fn declare_singleton(&self, path: &str, entity: &str) {
        let singleton = (path.to_owned(), entity.to_owned());
        self.state().store.singletons.push(singleton);
    }

    /// Adds an entity to a to-many relationship, such as `/groups/4f/members`.
    pub fn refer(&self, relationship: &str, collection: &str, id: &str) {
        let entity = (collection.to_owned(), id.to_owned());
        self.state().store.references.add(relationship, entity);
    }

    /// Puts bytes at a path, such as `/users/4f/photo/$value`.
    pub fn put_stream(&self, path: &str, content_type: &str, bytes: impl Into<Vec<u8>>) {
        let stream = (content_type.to_owned(), bytes.into());
        self.state().streams.insert(path.to_owned(), stream);
    }

    /// Returns the bytes at a path, or of the file at a path such as `/me/drive/root:/notes.txt`.
    #[must_use]
    pub fn stream(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.state();
        let stream = state.streams.get(path).map(|(_, bytes)| bytes.clone());
        stream.or_else(|| state.drives.bytes(path))
    }

    /// Responds to the calls of an action or a function, at any path. Pass the name without its
    /// namespace.
    ///
    /// ```
    /// use graph_client::testing::{Reply, Service};
    ///
    /// let service = Service::new();
    /// service.operation("sendMail", |call| {
    ///     assert!(call.body["Message"]["subject"].is_string());
    ///     Reply::empty(202)
    /// });
    /// ```
    pub fn operation(
        &self,
        name: &str,
        handler: impl Fn(&Received) -> Reply + Send + Sync + 'static,
    ) {
        let handler: Handler = Arc::new(handler);
        self.state().handlers.push((name.to_owned(), handler));
    }

    /// Serves an action that takes time. The service accepts it, and its monitor reports this many
    /// times that the action is under way before it reports success.
    pub fn long_running(&self, name: &str, steps: u32, resource_id: &str) {
        let (service, resource_id) = (Arc::downgrade(&self.state), resource_id.to_owned());
        self.operation(name, move |_| match service.upgrade() {
            Some(state) => {
                let mut state = locked(&state);
                let origin = state.named_origin.clone();
                state.monitors.accept(steps, &resource_id, &origin)
            }
            None => Reply::empty(404),
        });
    }

    /// Sets the number of entities on a page, unless the client prefers another number. The default
    /// is 100.
    pub fn set_page_size(&self, entities: usize) {
        self.state().store.page_size = entities.max(1);
    }

    /// Makes the service refuse an update or a deletion without `If-Match`, with status 428.
    pub fn require_etags(&self) {
        self.state().store.requires_etags = true;
    }

    /// Makes the next links of later pages lead to this root.
    pub fn lead_astray(&self, root: &str) {
        root.clone_into(&mut self.state().store.root);
    }
}
