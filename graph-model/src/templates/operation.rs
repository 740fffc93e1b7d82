//! Operations: the functions that call an action or a function.

/// An action or a function: its description, and the functions that make the request.
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    (
        #[$mark:meta]
        $vis:vis $ident:ident: $kind:ident, $name:literal;
        $(bound to $on:ty: $at:ident $($to_route:ident $target:ty)?;)?
        $(unbound: $request:ident $($route:ident $unbound_target:ty)?;)?
        returns [$($shape:tt)*] $response:ty;
        parameters [$($modules:tt)*]
        [$($number:literal $member:ident $reader:ident [$($ty:tt)*] [$($traits:tt)*] $name_text:literal)*]
    ) => {
        #[$mark]
        impl $crate::model::Operation for $ident {
            type Response = $response;

            const OPERATION: &'static $crate::model::OperationDescription = {
                $($modules)*
                &$crate::model::OperationDescription::$kind(
                    $name,
                    &[
                        $(
                            $crate::__private::PropertyDescription(
                                $name_text,
                                <$($ty)* as $crate::__private::$reader>::SHAPE,
                                $crate::__private::READ_WRITE $($traits)*,
                            ),
                        )*
                    ],
                )
                $(.bound_to(<$on as $crate::model::OperationBinding>::BINDING))?
                .returning(&[$($shape)*])
            };

            fn parameter(&self, number: usize) -> &dyn $crate::__private::Any {
                match number {
                    $($number => &self.$member,)*
                    _ => self,
                }
            }
        }

        #[allow(dead_code, deprecated, reason = "a program need not use every method")]
        impl $ident {
            $(
                /// Returns the request that calls the operation at `path`.
                $vis fn $at<__D>(
                    &self,
                    path: &impl $crate::path::BoundTo<$on, __D>,
                ) -> $crate::http::RequestBuilder<$response> {
                    $crate::__private::operation::$kind(self, path)
                }

                $(
                    /// Returns the route to the result of the function at `path`.
                    $vis fn $to_route<__D>(
                        &self,
                        path: &impl $crate::path::BoundTo<$on, __D>,
                    ) -> $crate::path::Route<$target> {
                        $crate::__private::operation::route(self, path)
                    }
                )?
            )?

            $(
                /// Returns the request that calls the operation.
                $vis fn $request(&self) -> $crate::http::RequestBuilder<$response> {
                    $crate::__private::operation::$kind(self, &$crate::path::Route::<()>::service())
                }

                $(
                    /// Returns the route to the result of the function.
                    $vis fn $route(&self) -> $crate::path::Route<$unbound_target> {
                        $crate::__private::operation::route(self, &$crate::path::Route::<()>::service())
                    }
                )?
            )?
        }
    };
}
