using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Descent.Checks;

/// <summary>
/// Turns what answers return into <see cref="CheckValue"/>s and back: numbers, truth values, texts, enumerations, tuples of numbers, arrays
/// and lists of them, arrays of arrays, and the types that a library has registered.
/// </summary>
public static class CheckValues
{
    /// <summary>The most elements that one observation may have; in texts, the most characters.</summary>
    public const int MaximumLength = 200_000;

    /// <summary>The most axes.</summary>
    internal const int MaximumRank = 8;

    private static readonly List<(Func<object, CheckValue?> To, Func<Type, Numbers, object?> From)> Registered = [];

    /// <summary>Makes a type known: once for each type, when a notebook starts.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="toNumbers">Reads its numbers.</param>
    /// <param name="fromNumbers">Makes one from numbers.</param>
    public static void Register<T>(Func<T, Numbers> toNumbers, Func<Numbers, T> fromNumbers)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(toNumbers);
        ArgumentNullException.ThrowIfNull(fromNumbers);
        Registered.Add((value => value is T typed ? toNumbers(typed) : null, (type, numbers) => type == typeof(T) ? fromNumbers(numbers) : null));
    }

    /// <summary>Describes a value. Whole numbers beyond 2^53 are rounded, as all numbers are kept as <see cref="double"/>s.</summary>
    /// <param name="value">What an answer returned.</param>
    /// <returns>Its description.</returns>
    /// <exception cref="ArgumentException">It is of a type that cannot be compared, or too large.</exception>
    public static CheckValue From(object? value)
    {
        // A list may go on for ever or hold itself: what is read of all lists together is limited, and so is their depth.
        var room = MaximumRank * MaximumLength;
        var described = Describe(value, 0, ref room);
        var length = described switch
        {
            Numbers numbers => numbers.Data.Length,
            Text text => text.Value.Length,
            Texts texts => Math.Max(texts.Values.Count, texts.Values.Sum(text => (long)text.Length)),
            _ => 0,
        };
        if (length > MaximumLength)
            throw TooLarge();
        return described is Numbers { Shape.Count: > MaximumRank } ? throw TooDeep() : described;
    }

    /// <summary>Makes a value of a type, the reverse of <see cref="From"/>.</summary>
    /// <typeparam name="T">A number, <see cref="string"/>, <see cref="bool"/>, an array of them, or a registered type.</typeparam>
    /// <param name="value">The description.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The description is of something else, such as 2.5 where a whole number is asked for.</exception>
    public static T To<T>(CheckValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        object? made = value switch
        {
            T same => same,
            Text text when typeof(T) == typeof(string) => text.Value,
            Texts texts when typeof(T) == typeof(string[]) => texts.Values.ToArray(),
            Truth truth when typeof(T) == typeof(bool) => truth.Value,
            Numbers numbers => FromNumbers(typeof(T), numbers),
            _ => null,
        };
        return made is T typed ? typed : throw new ArgumentException($"{value.Kind} cannot be had as {typeof(T).Name}", nameof(value));
    }

    /// <summary>Runs an answer and describes what it returned or threw.</summary>
    internal static CheckValue Evaluate(Func<object?> answer)
    {
        object? value;
        try
        {
            value = answer();
        }
#pragma warning disable CA1031 // whatever an answer throws is what the check observed
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fault.From(exception);
        }
        try
        {
            return From(value);
        }
#pragma warning disable CA1031 // a list that throws while it is read, or a type that cannot be compared
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fault.From(exception);
        }
    }

    private static CheckValue Describe(object? value, int depth, ref int room)
    {
        switch (value)
        {
            case null:
                return new Nothing();
            case CheckValue already:
                return already;
            case bool truth:
                return new Truth(truth);
            case string or char or Enum:
                return new Text(value.ToString()!);
            case Exception exception:
                return Fault.From(exception);
        }
        if (IsNumber(value))
            return Numbers.Of(ToDouble(value));
        foreach (var (to, _) in Registered)
        {
            if (to(value) is { } known)
                return known;
        }
        if (depth == MaximumRank)
            throw TooDeep();
        return value switch
        {
            Array array when array.Rank > 1 => FromArray(array),
            ITuple tuple => FromList([.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])], depth, ref room),
            IEnumerable items => FromList(Take(items, ref room), depth, ref room),
            _ => throw CannotCompare(value),
        };
    }

    private static Numbers FromArray(Array array)
    {
        if (array.Length > MaximumLength)
            throw TooLarge();
        var data = new double[array.Length];
        var i = 0;
        foreach (var element in array)
            data[i++] = IsNumber(element) || element is bool ? ToDouble(element) : throw CannotCompare(array);
        return new Numbers([.. Enumerable.Range(0, array.Rank).Select(array.GetLength)], data);
    }

    private static List<object?> Take(IEnumerable items, ref int room)
    {
        var list = new List<object?>();
        foreach (var item in items)
        {
            list.Add(item);
            if (list.Count > MaximumLength || --room < 0)
                throw TooLarge();
        }
        return list;
    }

    private static CheckValue FromList(List<object?> items, int depth, ref int room)
    {
        if (items.TrueForAll(item => item is bool || IsNumber(item)))
            return Numbers.Of([.. items.Select(item => ToDouble(item!))]);
        if (items.TrueForAll(item => item is string or char or Enum))
            return new Texts([.. items.Select(item => item!.ToString()!)]);
        // Rows of one length are a matrix.
        var rows = new List<Numbers>();
        foreach (var item in items)
        {
            var row = Describe(item, depth + 1, ref room) as Numbers;
            if (row is null || (rows.Count > 0 && !row.Shape.SequenceEqual(rows[0].Shape)))
                throw new ArgumentException("a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared");
            rows.Add(row);
            if ((long)rows.Count * row.Data.Length > MaximumLength)
                throw TooLarge();
        }
        return new Numbers([rows.Count, .. rows[0].Shape], [.. rows.SelectMany(row => row.Data)]);
    }

    private static object? FromNumbers(Type type, Numbers numbers)
    {
        var made = numbers.Shape.Count == 0 ? FromNumber(type, numbers.Data[0])
            : type.IsArray && type.GetArrayRank() == numbers.Shape.Count ? FromElements(type.GetElementType()!, numbers)
            : null;
        return made ?? Registered.Select(known => known.From(type, numbers)).FirstOrDefault(one => one is not null);
    }

    /// <summary>A number as another type; null when it is none, or when anything but a float's digits would be lost.</summary>
    private static object? FromNumber(Type type, double number)
    {
        if (!type.IsPrimitive && type != typeof(decimal))
            return null;
        try
        {
            var made = Convert.ChangeType(number, type);
            return type == typeof(float) || Convert.ToDouble(made).Equals(number) ? made : null;
        }
        catch (Exception exception) when (exception is InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static Array? FromElements(Type type, Numbers numbers)
    {
        if (!type.IsPrimitive)
            return type == typeof(string) && numbers.Data.Length == 0 ? Array.Empty<string>() : null;
        var flat = Array.CreateInstance(type, numbers.Data.Length);
        for (var i = 0; i < flat.Length; i++)
        {
            if (FromNumber(type, numbers.Data[i]) is not { } element)
                return null;
            flat.SetValue(element, i);
        }
        var array = Array.CreateInstance(type, [.. numbers.Shape]);
        Buffer.BlockCopy(flat, 0, array, 0, Buffer.ByteLength(flat));
        return array;
    }

    private static bool IsNumber(object? value) =>
        value is double or float or int or long or byte or sbyte or short or ushort or uint or ulong or decimal or Half
            or nint or nuint or Int128 or UInt128 or BigInteger;

    private static double ToDouble(object value) => value switch
    {
        Half number => (double)number,
        nint number => number,
        nuint number => number,
        Int128 number => (double)number,
        UInt128 number => (double)number,
        BigInteger number => (double)number,
        _ => Convert.ToDouble(value),
    };

    private static ArgumentException CannotCompare(object value) =>
        new($"a value of type {value.GetType().Name.Split('`')[0]} cannot be compared; numbers, texts, tensors, and arrays and lists of numbers can");

    private static ArgumentException TooLarge() => new($"a value of more than {MaximumLength} elements is too large to be compared");

    private static ArgumentException TooDeep() => new($"a value of more than {MaximumRank} axes cannot be compared");
}
