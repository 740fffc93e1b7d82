//! The functions of a structured type that start a patch or a request, or read a response.

/// The functions of a structured type that start a patch, start a request, or read a response.
#[doc(hidden)]
#[macro_export]
macro_rules! __functions {
    (
        $vis:vis $ident:ident;
        patch [$($patch:ident $starts:literal)?]
        entity [$($entity:ident)?]
    ) => {
        #[allow(
            clippy::self_named_constructors,
            dead_code,
            deprecated,
            reason = "a type may have any name, and a program need not use every method"
        )]
        impl $ident {
            $(
                #[doc = $starts]
                $vis fn patch() -> $patch {
                    $crate::__private::start_patch::<Self>()
                }

                /// Returns the smallest patch that turns `before` into this value.
                $vis fn changes_since(&self, before: &Self) -> $patch {
                    $crate::__private::StructuredType::changes_since(self, before)
                }
            )?

            $(
                /// Starts a GET of one entity of this type.
                $vis fn get() -> $crate::query::Query<$entity, $crate::query::OneEntity> {
                    $crate::query::Query::new()
                }

                /// Starts a GET of a collection of entities of this type.
                $vis fn list() -> $crate::query::Query<Self, $crate::query::EntityCollection> {
                    $crate::query::Query::new()
                }

                /// Starts the creation of an entity with the properties of `entity` that a client
                /// may set.
                $vis fn create(entity: &Self) -> $crate::http::NewEntity<Self> {
                    $crate::http::NewEntity::new(entity)
                }

                /// Returns the request that deletes the entity at `path`.
                $vis fn delete<__D>(
                    path: &impl $crate::path::PathTo<Self, __D>,
                ) -> $crate::http::RequestBuilder<()> {
                    $crate::http::RequestBuilder::delete(path)
                }

                /// Reads the response to an update of this entity.
                ///
                /// # Errors
                ///
                /// Returns an error if the status is not a success, or if the body is not of this
                /// type.
                $vis fn from_response(
                    response: $crate::__private::Response<impl $crate::__private::AsRef<[u8]>>,
                ) -> $crate::__private::Result<$crate::http::Updated<Self>, $crate::http::ResponseError> {
                    $crate::http::FromResponse::from_response(response)
                }
            )?
        }
    };
}
