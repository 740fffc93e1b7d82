//! The type of uuid.

use uuid::Uuid;

use crate::property::{EdmType, Property};
use crate::query::queryable_values;

queryable_values!(Uuid);

impl Property for Uuid {
    const EDM_TYPE: EdmType = EdmType::Guid;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
