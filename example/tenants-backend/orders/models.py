from django.db import models


class Order(models.Model):
    number = models.PositiveIntegerField(unique=True)
    customer = models.CharField(max_length=200)
    packages = models.PositiveIntegerField(default=1)
    delivered = models.BooleanField(default=False)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.customer}"
