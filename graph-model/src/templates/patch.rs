//! Patches and their setters.

/// The patch of a structured type, with its setters.
#[doc(hidden)]
#[macro_export]
macro_rules! __patch {
    (
        #[$mark:meta]
        #[doc = $doc:literal] $vis:vis $patch:ident of $ident:ident;
        set [$($(#[$set_attribute:meta])* $set_vis:vis $set:ident $set_number:literal $set_type:ty, $set_doc:literal)*]
        set_value [$($(#[$value_attribute:meta])* $value_vis:vis $set_value:ident $value_number:literal $value_type:ty, $field_type:ty, $value:ident => $stored:expr, $value_doc:literal)*]
        clear [$($clear_vis:vis $clear:ident $clear_number:literal)*]
        bind [$($bind_vis:vis $bind:ident $bind_number:literal $bind_doc:literal)*]
        bind_all [$($all_vis:vis $bind_all:ident $all_number:literal $all_doc:literal)*]
        unbind [$($unbind_vis:vis $unbind:ident $unbind_number:literal)*]
        dynamic [$($dynamic_vis:vis $dynamic:ident $clear_dynamic:ident $map:ty)?]
        base [$($base:tt)*]
        entity [$($entity:ident $($build:ident)?)?]
    ) => {
        #[doc = $doc]
        #[must_use = "a patch does nothing until it is sent"]
        $vis struct $patch($crate::__private::PatchDocument);

        #[automatically_derived]
        impl $crate::__private::Clone for $patch {
            fn clone(&self) -> Self {
                Self($crate::__private::Clone::clone(&self.0))
            }
        }

        #[automatically_derived]
        impl $crate::__private::Debug for $patch {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::debug_patch($crate::__private::stringify!($patch), self, f)
            }
        }

        #[automatically_derived]
        impl $crate::__private::PartialEq for $patch {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        #[allow(dead_code, deprecated, reason = "a program need not use every method")]
        impl $patch {
            $(
                #[doc = $set_doc]
                $(#[$set_attribute])*
                $set_vis fn $set(self, value: impl $crate::patch::IntoProperty<$set_type>) -> Self {
                    $crate::__private::setters::set(self, $set_number, value)
                }
            )*
            $(
                #[doc = $value_doc]
                $(#[$value_attribute])*
                $value_vis fn $set_value(self, $value: $value_type) -> Self {
                    $crate::__private::setters::set_value::<Self, $field_type>(self, $value_number, $stored)
                }
            )*
            $(
                /// Sets the property to null.
                $clear_vis fn $clear(self) -> Self {
                    $crate::__private::setters::clear(self, $clear_number)
                }
            )*
            $(
                #[doc = $bind_doc]
                $bind_vis fn $bind(self, target: impl $crate::path::EntityReference) -> Self {
                    $crate::__private::setters::bind(self, $bind_number, &target)
                }
            )*
            $(
                #[doc = $all_doc]
                $all_vis fn $bind_all<__R: $crate::path::EntityReference>(
                    self,
                    targets: impl $crate::__private::IntoIterator<Item = __R>,
                ) -> Self {
                    $crate::__private::setters::bind_all(self, $all_number, targets)
                }
            )*
            $(
                /// Unbinds the navigation property.
                $unbind_vis fn $unbind(self) -> Self {
                    $crate::__private::setters::unbind(self, $unbind_number)
                }
            )*
            $(
                /// Sets a member that the type does not declare.
                $dynamic_vis fn $dynamic(
                    self,
                    name: &str,
                    value: impl $crate::model::IntoDynamicProperty<$map>,
                ) -> Self {
                    $crate::__private::set_dynamic::<Self, $map, _>(self, name, &value)
                }

                /// Sets a member that the type does not declare to null.
                $dynamic_vis fn $clear_dynamic(self, name: &str) -> Self {
                    $crate::__private::setters::clear_dynamic(self, name)
                }
            )?
            $($base)*

            /// Returns whether nothing is set.
            #[must_use]
            $vis fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            $(
                /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
                $vis fn without_type(self) -> Self {
                    $crate::__private::setters::without_type(self)
                }

                /// Returns the request that sends this patch to the entity at `path`.
                $vis fn at<__D>(
                    self,
                    path: &impl $crate::path::PathTo<$entity, __D>,
                ) -> $crate::http::RequestBuilder<$crate::http::Updated<$entity>> {
                    $crate::http::RequestBuilder::patch(path, self)
                }

                $(
                    // A hint for a patch without `.at(…)`.
                    #[doc(hidden)]
                    $vis fn $build<__E>(self, _: __E) -> $crate::__private::Built
                    where
                        Self: $crate::__private::Addressed<__E>,
                    {
                        $crate::__private::built(self)
                    }
                )?
            )?
        }

        #[$mark]
        impl $crate::__private::Patch for $patch {
            type Of = $ident;

            fn document(&self) -> &$crate::__private::PatchDocument {
                &self.0
            }

            fn into_document(self) -> $crate::__private::PatchDocument {
                self.0
            }

            fn from_document(document: $crate::__private::PatchDocument) -> Self {
                Self(document)
            }
        }

        #[$mark]
        impl $crate::__private::Serialize for $patch {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> $crate::__private::Result<__S::Ok, __S::Error> {
                $crate::__private::Serialize::serialize(&self.0, serializer)
            }
        }

        #[$mark]
        impl $crate::__private::AcceptsPatchOf<$ident> for $ident {}

        #[$mark]
        impl<__P: $crate::__private::AcceptsPatchOf<$ident>> $crate::__private::PropertyValue<__P> for $patch {
            fn write_value(&self, json: &mut $crate::__private::Vec<u8>) -> $crate::__private::JsonResult {
                self.0.write_value(<__P as $crate::__private::AcceptsPatchOf<$ident>>::IS_DERIVED, json)
            }
        }
    };
}
