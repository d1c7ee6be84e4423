using System.Reflection;
using Descent.Charts.Rendering;
using Descent.Display;

namespace Descent.Charts.Kernels;

/// <summary>
/// Tells ClrKernel how to show the course's types. Its registry of display formatters turns one "display concept"
/// into another, the newest registration first; the one added here turns objects into HTML when they have any, and
/// leaves all others to the registration before it. All by name, so that nothing of ClrKernel is referenced.
/// </summary>
internal static class ClrKernelFormatters
{
    private const string Namespace = "ClrKernel.Core.Primitives.";
    private static Assembly? registeredWith;

    /// <summary>Registers once a process with the ClrKernel that runs here; does nothing elsewhere.</summary>
    /// <returns>True where there is a ClrKernel that knows the course's types afterwards.</returns>
    public static bool Register()
    {
        var kernel = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetType(Namespace + "DisplayFormatters") is not null);
        if (kernel is null)
            return false;
        if (kernel == registeredWith)
            return true;
        var registry = kernel.GetType(Namespace + "DisplayFormatters")!;
        var concept = kernel.GetType(Namespace + "IDisplayValue");
        var input = kernel.GetType(Namespace + "DisplayObject");
        var output = kernel.GetType(Namespace + "DisplayHtml");
        if (concept is null || input?.GetProperty("Value") is not { } value || output?.GetConstructor([typeof(string)]) is not { } html)
            return false;
        var function = typeof(Func<,>).MakeGenericType(concept, concept);
        if (registry.GetMethod("Register", [typeof(Type), typeof(Type), function]) is not { } register)
            return false;

        var earlier = Earlier(registry, input, output);
        Func<object, object> format = shown =>
            value.GetValue(shown) is IHtml own ? html.Invoke([own.ToHtml()])
            : earlier is not null ? earlier.DynamicInvoke(shown)!
            : html.Invoke([$"<pre>{Words.Html(value.GetValue(shown)?.ToString() ?? "null")}</pre>"]);
        var typed = typeof(ClrKernelFormatters).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(concept).Invoke(null, [format]);
        register.Invoke(null, [input, output, typed]);
        registeredWith = kernel;
        return true;
    }

    /// <summary>What turned objects into HTML before: the newest of the registered formatters.</summary>
    private static Delegate? Earlier(Type registry, Type input, Type output)
    {
        if (registry.GetProperty("Formatters")?.GetValue(null) is not System.Collections.IEnumerable formatters)
            return null;
        Delegate? found = null;
        foreach (var formatter in formatters)
        {
            var type = formatter.GetType();
            if (type.GetProperty("InputType")?.GetValue(formatter) is Type from && from.IsAssignableFrom(input)
                && type.GetProperty("OutputType")?.GetValue(formatter) is Type to && to == output
                && type.GetProperty("Format")?.GetValue(formatter) is Delegate format)
                found = format;
        }

        return found;
    }

    private static Func<T, T> Typed<T>(Func<object, object> format) => value => (T)format(value!);
}
