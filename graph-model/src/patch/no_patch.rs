//! The patch of a type that no client updates.

use std::fmt;
use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use super::{Patch, PatchDocument};

/// The patch of a type with `patch = none`: a type that no client updates.
///
/// Such a type has neither a patch type nor `patch()`. This type takes their place in code that
/// works with any model, which gets a value of it from
/// [`StructuredType::changes_since`](crate::StructuredType::changes_since).
///
/// ```
/// use graph_model::graph_entity;
///
/// /// A plan of Cloud PCs, which Microsoft publishes.
/// #[graph_entity(odata = "microsoft.graph.cloudPcServicePlan", patch = none)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct CloudPcServicePlan {
///     pub display_name: Option<String>,
///     #[graph(name = "ramInGB")]
///     pub ram: Option<i32>,
/// }
///
/// let request = CloudPcServicePlan::list().select(|plan| plan.display_name);
/// # let _ = request;
/// ```
///
/// ```compile_fail,E0599
/// # use graph_model::graph_entity;
/// # #[graph_entity(odata = "microsoft.graph.cloudPcServicePlan", patch = none)]
/// # pub struct CloudPcServicePlan {
/// #     pub display_name: Option<String>,
/// # }
/// let patch = CloudPcServicePlan::patch();
/// ```
pub struct NoPatch<T>(PatchDocument, PhantomData<fn() -> T>);

impl<T> Clone for NoPatch<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> fmt::Debug for NoPatch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NoPatch").field(&self.0).finish()
    }
}

impl<T> PartialEq for NoPatch<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Serialize for NoPatch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> Patch for NoPatch<T> {
    type Of = T;

    fn document(&self) -> &PatchDocument {
        &self.0
    }

    fn into_document(self) -> PatchDocument {
        self.0
    }

    fn from_document(document: PatchDocument) -> Self {
        Self(document, PhantomData)
    }
}
