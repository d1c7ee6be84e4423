using ClrKernel.Core.Primitives;

namespace Descent.Charts.Tests.Kernels;

public sealed class ClrKernelTests
{
    [Fact]
    public void Registering_shows_the_courses_types_and_leaves_others_to_the_kernel()
    {
        DisplayFormatters.Register(typeof(DisplayObject), typeof(DisplayHtml), value => new DisplayHtml($"kernel: {value.Value}"));

        Course.Register();
        Course.Register();

        var figure = Chart.Line([1, 2]);
        Assert.Equal(figure.ToHtml(), DisplayFormatters.Html(figure));
        Assert.Equal("kernel: 5", DisplayFormatters.Html(5));
        Assert.Equal(2, DisplayFormatters.Formatters.Count());
    }
}
