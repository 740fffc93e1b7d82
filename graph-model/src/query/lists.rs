//! Lists as arguments of a query: tuples of up to sixteen items, arrays and `Vec`s.

/// Calls a macro once for each length of a tuple. The macro gets the given tokens, followed by one
/// type name for each element.
macro_rules! each_tuple {
    ($tuple:ident! $($given:tt)*) => {
        $tuple!($($given)* A);
        $tuple!($($given)* A B);
        $tuple!($($given)* A B C);
        $tuple!($($given)* A B C D);
        $tuple!($($given)* A B C D E);
        $tuple!($($given)* A B C D E F);
        $tuple!($($given)* A B C D E F G);
        $tuple!($($given)* A B C D E F G H);
        $tuple!($($given)* A B C D E F G H I);
        $tuple!($($given)* A B C D E F G H I J);
        $tuple!($($given)* A B C D E F G H I J K);
        $tuple!($($given)* A B C D E F G H I J K L);
        $tuple!($($given)* A B C D E F G H I J K L M);
        $tuple!($($given)* A B C D E F G H I J K L M N);
        $tuple!($($given)* A B C D E F G H I J K L M N O);
        $tuple!($($given)* A B C D E F G H I J K L M N O P);
    };
}

/// Implements a trait, and its seal, for lists of types that implement the trait. Its `add_to` adds
/// items to a `Vec`.
macro_rules! lists {
    ($list:ident of $item:ty) => {
        impl<T: sealed::Sealed> sealed::Sealed for Vec<T> {}

        #[diagnostic::do_not_recommend]
        impl<T: $list> $list for Vec<T> {
            fn add_to(self, items: &mut Vec<$item>) {
                for item in self {
                    item.add_to(items);
                }
            }
        }

        impl<T: sealed::Sealed, const N: usize> sealed::Sealed for [T; N] {}

        #[diagnostic::do_not_recommend]
        impl<T: $list, const N: usize> $list for [T; N] {
            fn add_to(self, items: &mut Vec<$item>) {
                for item in self {
                    item.add_to(items);
                }
            }
        }

        $crate::query::lists::each_tuple!(tuple_of_items! $list, $item =>);
    };
}

macro_rules! tuple_of_items {
    ($list:ident, $item:ty => $($part:ident)*) => {
        impl<$($part: sealed::Sealed),*> sealed::Sealed for ($($part,)*) {}

        #[diagnostic::do_not_recommend]
        impl<$($part: $list),*> $list for ($($part,)*) {
            #[allow(non_snake_case, reason = "one variable per type, of its name")]
            fn add_to(self, items: &mut Vec<$item>) {
                let ($($part,)*) = self;
                $($part.add_to(items);)*
            }
        }
    };
}

pub(super) use {each_tuple, lists, tuple_of_items};
