//! The type of uuid.

use uuid::Uuid;

use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;

queryable_values!(Uuid);

impl Property for Uuid {
    const EDM_TYPE: EdmType = EdmType::Guid;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
