using System.Collections;
using System.Runtime.CompilerServices;

namespace Descent.Checks;

/// <summary>
/// Turns what answers return into <see cref="CheckValue"/>s and back: numbers, truth values, texts, enumerations, tuples of numbers, arrays
/// and lists of them, arrays of arrays, and the types that a library has registered.
/// </summary>
public static class CheckValues
{
    /// <summary>The most elements that one observation may have.</summary>
    public const int MaximumLength = 200_000;

    private const int MaximumText = 10_000;

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

    /// <summary>Describes a value.</summary>
    /// <param name="value">What an answer returned.</param>
    /// <returns>Its description.</returns>
    /// <exception cref="ArgumentException">It is of a type that cannot be compared, or too large.</exception>
    public static CheckValue From(object? value)
    {
        switch (value)
        {
            case null:
                return new Nothing();
            case CheckValue already:
                return already;
            case bool truth:
                return new Truth(truth);
            case string text:
                return new Text(Cut(text));
            case char or Enum:
                return new Text(value.ToString()!);
            case Exception exception:
                return Fault.From(exception);
        }
        if (IsNumber(value))
            return Numbers.Of(ToDouble(value));
        foreach (var (to, _) in Registered)
        {
            if (to(value) is { } known)
                return known is Numbers { Data.Length: > MaximumLength } large ? throw TooLarge(large.Data.Length) : known;
        }
        return value switch
        {
            Array array when array.Rank > 1 => FromArray(array),
            ITuple tuple => FromList([.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]),
            IEnumerable items => FromList(Take(items)),
            _ => throw CannotCompare(value),
        };
    }

    /// <summary>Makes a value of a type, the reverse of <see cref="From"/>.</summary>
    /// <typeparam name="T">A number, <see cref="string"/>, <see cref="bool"/>, an array of numbers with one or two axes, or a registered type.</typeparam>
    /// <param name="value">The description.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The description is of something else.</exception>
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

    private static object? FromNumbers(Type type, Numbers numbers)
    {
        if (numbers.Shape.Count == 0 && type.IsPrimitive)
            return Convert.ChangeType(numbers.Data[0], type);
        if (type == typeof(double[]) && numbers.Shape.Count == 1)
            return numbers.Data.Clone();
        if (type == typeof(int[]) && numbers.Shape.Count == 1)
            return numbers.Data.Select(number => (int)number).ToArray();
        if (type == typeof(double[,]) && numbers.Shape.Count == 2)
        {
            var matrix = new double[numbers.Shape[0], numbers.Shape[1]];
            Buffer.BlockCopy(numbers.Data, 0, matrix, 0, numbers.Data.Length * sizeof(double));
            return matrix;
        }
        return Registered.Select(known => known.From(type, numbers)).FirstOrDefault(made => made is not null);
    }

    private static Numbers FromArray(Array array)
    {
        if (array.Length > MaximumLength)
            throw TooLarge(array.Length);
        var data = new double[array.Length];
        var i = 0;
        foreach (var element in array)
            data[i++] = IsNumber(element) || element is bool ? ToDouble(element) : throw CannotCompare(array);
        return new Numbers([.. Enumerable.Range(0, array.Rank).Select(array.GetLength)], data);
    }

    private static List<object?> Take(IEnumerable items)
    {
        var list = new List<object?>();
        foreach (var item in items)
        {
            list.Add(item);
            if (list.Count > MaximumLength)
                throw TooLarge(list.Count);
        }
        return list;
    }

    private static CheckValue FromList(List<object?> items)
    {
        if (items.TrueForAll(item => item is not null && (IsNumber(item) || item is bool)))
            return Numbers.Of([.. items.Select(item => ToDouble(item!))]);
        if (items.TrueForAll(item => item is string))
            return new Texts([.. items.Select(item => Cut((string)item!))]);
        // Rows of one length are a matrix.
        var rows = items.ConvertAll(item => item is null ? null : From(item) as Numbers);
        if (rows.TrueForAll(row => row is not null && row.Shape.SequenceEqual(rows[0]!.Shape)))
        {
            var data = rows.SelectMany(row => row!.Data).ToArray();
            return data.Length <= MaximumLength ? new Numbers([rows.Count, .. rows[0]!.Shape], data) : throw TooLarge(data.Length);
        }
        throw new ArgumentException("a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared");
    }

    private static bool IsNumber(object? value) =>
        value is double or float or int or long or byte or sbyte or short or ushort or uint or ulong or decimal or Half;

    private static double ToDouble(object value) => value is Half half ? (double)half : Convert.ToDouble(value);

    private static string Cut(string text) => text.Length <= MaximumText ? text : text[..MaximumText];

    private static ArgumentException CannotCompare(object value) =>
        new($"a value of type {value.GetType().Name} cannot be compared; numbers, texts, tensors, and arrays and lists of numbers can");

    private static ArgumentException TooLarge(int length) =>
        new($"a value of {length} elements or more is too large to be compared; at most {MaximumLength} are");
}
