//! The type of uuid.

use uuid::Uuid;

use crate::property::{EdmType, Property};

impl Property for Uuid {
    const EDM_TYPE: EdmType = EdmType::Guid;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
