//! The key of an entity, for a route to the entity.

use crate::description::view::Object;
use crate::description::{Capability, DerivesFrom, EdmType, Modelled};
use crate::path::{Collection, Key, Route};
use crate::query::literal_of;
use crate::wire::EntityType;
use crate::wire::partners::{json_of, parts};

impl<T: Modelled> Route<Collection<T>> {
    /// Returns the route to an entity of this collection, by the key in the entity.
    ///
    /// The key consists of the properties that are marked `#[graph(key)]` or, if there are none, of
    /// `id`. An entity without them makes the request fail with
    /// [`PathError::KeyValue`](crate::path::PathError::KeyValue).
    ///
    /// ```
    /// use graph_model::path::{Collection, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.group")]
    /// #[derive(Debug, Default)]
    /// pub struct Group {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// const GROUPS: Route<Collection<Group>> = Route::entity_set("groups");
    ///
    /// let group: Group = serde_json::from_str(r#"{"id":"4f"}"#)?;
    /// let request = Group::delete(&GROUPS.entity(&group)).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/groups/4f");
    ///
    /// let error = Group::delete(&GROUPS.entity(&Group::default())).build(&Endpoint::V1_0).unwrap_err();
    /// assert_eq!(error.to_string(), "the value cannot be a key: the entity has no `id`");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entity<E, D>(&self, entity: &E) -> Route<T>
    where
        E: EntityType + DerivesFrom<T::Declared, D>,
    {
        self.keyed(key_of(entity.as_object()))
    }
}

/// The parts of an object's key with their names, or a message that names the missing part.
fn key_of(object: &dyn Object) -> Result<Vec<(String, Key)>, String> {
    let (mut keys, mut id) = (Vec::new(), Err("the entity has no `id`".to_owned()));
    for part in parts(object) {
        for (index, member) in part.description().members().iter().enumerate() {
            let is_id = member.name() == "id" && member.edm_type() == EdmType::String;
            let is_key = member.capability() == Capability::Key;
            if !is_id && !is_key {
                continue;
            }
            let value = (member.access().view)(part.member(index));
            let json = json_of(&value).filter(|json| !value.is_left_out() && json != "null");
            let key = match json {
                Some(json) => key(member.edm_type(), &json),
                None => Err(format!("the entity has no `{}`", member.name())),
            };
            if is_key {
                keys.push((member.name().to_owned(), key?));
            } else {
                id = key;
            }
        }
    }
    if keys.is_empty() {
        keys.push(("id".to_owned(), id?));
    }
    Ok(keys)
}

/// The key that a value is, from its JSON.
fn key(edm_type: EdmType, json: &str) -> Result<Key, String> {
    let literal = literal_of(edm_type, json)?;
    let text = serde_json::from_str(json).unwrap_or_else(|_| literal.clone());
    Ok(Key::new(text, literal))
}
