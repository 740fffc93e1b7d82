//! Structured types: the impls that lead from the description of a type to its fields.

/// An entity type or a complex type: the impls that lead from its description to its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __structured_type {
    (
        #[$mark:meta]
        $vis:vis $ident:ident: $kind:ident, $name:literal; base [$($base_type:tt)*] $(extends $base:ty [$($target:tt)*] [$($inherit:tt)*])?;
        const TYPE = $kind_name:ident [$($tag_and_base:tt)*] [$($rest:tt)*] [$($modules:tt)*];
        patch [$($patch:tt)*];
        members [$($number:literal $member:ident $reader:ident [$($ty:tt)*] [$($traits:tt)*] $name_text:literal)*]
        defaults [$($($defaulted:literal $defaulted_member:ident $default:expr;)+)?]
        dynamic [$($dynamic:ident [$($as_dynamic:tt)*] [$($as_dynamic_mut:tt)*])?]
        draft $draft:ty;
        handles $handles:ident of $scope:ident
        [$($base_handle:tt)*] [$($base_value:tt)*] [
            $($(#[$handle_attribute:meta])* $handle_vis:vis $handle:ident $path:ident[$($value:tt)*] $make:ident $wire:literal $handle_doc:literal)*
        ]
    ) => {
        /// The properties of the type, as queries name them.
        #[allow(dead_code, deprecated, reason = "a query need not name every property")]
        $vis struct $handles {
            $($base_handle)*
            $(
                #[doc = $handle_doc]
                $(#[$handle_attribute])*
                $handle_vis $handle: $crate::query::$path<$($value)*>,
            )*
        }

        #[allow(deprecated, reason = "the impl of a deprecated type names it")]
        impl $ident {
            /// The description of the type.
            $vis const TYPE: &'static $crate::model::TypeDescription =
                $crate::__private::type_of::<Self>();
        }

        #[doc(hidden)]
        #[$mark]
        impl $crate::__private::StructuredType for $ident {
            $($base_type)*
            type Kind = $crate::__private::kind::$kind;
            type Patch = $($patch)*;
            type Properties = $handles;
            type Draft = $draft;

            #[allow(deprecated, reason = "the description names the types of deprecated fields")]
            const TYPE: &'static $crate::__private::TypeDescription = {
                $($modules)*
                &$crate::__private::TypeDescription::$kind_name($name)
                    $($tag_and_base)*
                    .with_members(&[
                        $(
                            $crate::__private::PropertyDescription(
                                $name_text,
                                <$($ty)* as $crate::__private::$reader>::SHAPE,
                                $crate::__private::READ_WRITE $($traits)*,
                            ),
                        )*
                    ])
                    $($rest)*
            };

            fn member(&self, number: usize) -> &dyn $crate::__private::Any {
                match number {
                    $($number => &self.$member,)*
                    _ => self,
                }
            }

            fn member_mut(&mut self, number: usize) -> &mut dyn $crate::__private::Any {
                match number {
                    $($number => &mut self.$member,)*
                    _ => self,
                }
            }

            $($($inherit)*)?

            $(
                fn set_default(&mut self, number: usize) {
                    match number {
                        $($defaulted => self.$defaulted_member = $default,)+
                        _ => {}
                    }
                }
            )?

            $(
                fn dynamic(&self) -> $crate::__private::Option<&dyn $crate::__private::DynamicMembers> {
                    $($as_dynamic)*(&self.$dynamic)
                }
            )?

            $(
                fn dynamic_mut(&mut self) -> $crate::__private::Option<&mut dyn $crate::__private::DynamicMembers> {
                    $($as_dynamic_mut)*(&mut self.$dynamic)
                }
            )?

            fn properties($scope: $crate::__private::PropertyScope) -> $handles {
                let _ = $scope;
                $handles {
                    $($base_value)*
                    $($handle: $crate::__private::query::$make($scope, $wire),)*
                }
            }
        }

        #[doc(hidden)]
        #[$mark]
        impl $crate::__private::Property for $ident {
            const EDM_TYPE: $crate::edm::EdmType = $crate::edm::EdmType::$kind($name);
            const FORM: $crate::__private::PropertyForm<Self> =
                <Self as $crate::__private::StructuredType>::OBJECT;
        }

        #[$mark]
        impl $crate::__private::Serialize for $ident {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> $crate::__private::Result<__S::Ok, __S::Error> {
                $crate::__private::write(self, serializer)
            }
        }

        #[$mark]
        impl<'de> $crate::__private::Deserialize<'de> for $ident {
            fn deserialize<__D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> $crate::__private::Result<Self, __D::Error> {
                $crate::__private::read_structured_type(deserializer)
            }
        }

        $(
            #[$mark]
            impl $crate::__private::Deref for $ident {
                $($target)*

                fn deref(&self) -> &$base {
                    &self.base
                }
            }

            #[$mark]
            impl $crate::__private::DerefMut for $ident {
                fn deref_mut(&mut self) -> &mut $base {
                    &mut self.base
                }
            }
        )?
    };
}
